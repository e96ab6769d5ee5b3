/** The words of a search, as the service takes them apart. */
function wordsOf(typed: string): string[] {
  return typed.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
}

/** A text with the words that were searched for marked. */
export function Highlight({ text, search }: { text: string; search: string }) {
  const words = wordsOf(search)
  if (words.length === 0) return text
  // Longer words first: of two that begin alike, the longer one is marked.
  const anyWord = words.toSorted((a, b) => b.length - a.length).join('|')
  const parts = text.split(new RegExp(`(${anyWord})`, 'giu'))
  let offset = 0
  return parts.map((part, index) => {
    const key = offset
    offset += part.length
    return index % 2 === 1 ? <mark key={key}>{part}</mark> : part
  })
}
