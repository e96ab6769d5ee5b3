import { LRUCache } from 'lru-cache'

/** The most characters of results, with their sources, that are remembered for each function. */
const rememberedCharacters = 16_000_000

/** Remembers the results of a function of one text: texts are read more often than changed. */
export function remembering(render: (source: string) => string): (source: string) => string {
  const results = new LRUCache<string, string>({
    maxSize: rememberedCharacters,
    sizeCalculation: (result, source) => result.length + source.length + 1,
  })
  return (source) => {
    const known = results.get(source)
    if (known !== undefined) return known
    const result = render(source)
    results.set(source, result)
    return result
  }
}
