import type { TextRange } from '../../schemas/knowledge-base.ts'
import { excerpt, excerptSourceLength, firstCharacters } from '../markdown/markdown.ts'
import { wordsOf } from './search.ts'

/** Finds the words of a search in a text. @returns where they stand, in order, without overlaps */
export type FindWords = (text: string) => TextRange[]

/**
 * Makes the function that finds the words of a search. A word is looked for at the beginning of words; where it begins
 * none, anywhere. As in the databases, case and accents do not count.
 */
export function createFindWords(typed: string): FindWords {
  const expressions = wordsOf(typed).map((word) => {
    const source = sourceOf(word)
    return [new RegExp(`(?<![\\p{L}\\p{N}])${source}`, 'giu'), new RegExp(source, 'giu')]
  })
  return (text) => {
    const plain = withoutAccents(text)
    const found = expressions.flatMap((places) => {
      const hits = places.map((expression) => [...plain.matchAll(expression)]).find(({ length }) => length > 0) ?? []
      return hits.map(({ index, 0: { length } }) => ({ start: index, end: index + length }))
    })
    return merged(found)
  }
}

/** The regular expression of a word. Words hold no character that is an operator there. */
function sourceOf(word: string): string {
  const plain = withoutAccents(word.normalize('NFC'))
  const letters = plain.match(/ss|ß|./gisu) ?? []
  const source = letters
    .map((letter) => (/^(ss|ß)$/i.test(letter) ? '(?:ss|ß)' : `${letter}[\\u0300-\\u036f]*`))
    .join('')
  return `(?:${source}|${word})`
}

/** A text without its accents, character by character; a text that would become shorter stays as it is. */
function withoutAccents(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
  return plain.length === text.length ? plain : text
}

function merged(ranges: TextRange[]): TextRange[] {
  const result: TextRange[] = []
  for (const range of ranges.sort((a, b) => a.start - b.start)) {
    const latest = result.at(-1)
    if (latest && range.start <= latest.end) latest.end = Math.max(latest.end, range.end)
    else result.push({ ...range })
  }
  return result
}

/** So many hits are tried: one may stand in the address of a link, where an excerpt does not show it. */
const maxTries = 3

/** At the most so many characters of the text stand before the first hit. */
const charactersBefore = 60

/** The excerpt of a text that shows a word of the search: its beginning, or what is around the first hit. */
export function excerptWith(find: FindWords, text: string): { excerpt: string; ranges: TextRange[] } {
  const beginning = excerpt(firstCharacters(text, excerptSourceLength))
  const ranges = find(beginning)
  if (ranges.length > 0) return { excerpt: beginning, ranges }
  for (const { start } of find(text).slice(0, maxTries)) {
    const source = firstCharacters(text.slice(startBefore(text, start)).trimStart(), excerptSourceLength)
    const around = `… ${excerpt(source)}`
    const shown = find(around)
    if (shown.length > 0) return { excerpt: around, ranges: shown }
  }
  return { excerpt: beginning, ranges }
}

/** Where an excerpt begins: with the line of the hit, or with a word before it, or within one that is very long. */
function startBefore(text: string, hit: number): number {
  const earliest = Math.max(0, hit - charactersBefore)
  const before = text.slice(earliest, hit)
  const line = before.lastIndexOf('\n')
  if (line >= 0) return earliest + line + 1
  const space = before.search(/\s/)
  if (space >= 0) return earliest + space + 1
  return /^[\udc00-\udfff]/.test(before) ? earliest + 1 : earliest
}
