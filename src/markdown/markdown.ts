import { remembering } from './remembering.ts'
import { safeMarkdown, toHtml } from './safe-markdown.ts'

/** Longer texts are rendered up to here; the ITSM holds articles of megabytes, people do not read them. */
const maxLength = 200_000

const markdown = safeMarkdown()

/**
 * Short rows of a wide table are filled up with empty cells, so that a few thousand characters would become megabytes of
 * HTML. A table ends where that goes too far; a cell is three tokens and what is really written takes at least one
 * character.
 */
markdown.block.ruler.before(
  'table',
  'table_end',
  (state, line, _endLine, isProbe) =>
    isProbe && state.parentType === 'table' && state.tokens.length > 1_000 + 4 * (state.bMarks[line] ?? 0),
  { alt: ['blockquote'] },
)

// The alignment of table cells as a class: the policy of the portal allows no inline styles.
for (const cell of ['th_open', 'td_open'])
  markdown.renderer.rules[cell] = (tokens, index, options, _env, self) => {
    const token = tokens[index]
    const alignment = /text-align:(\w+)/.exec(String(token?.attrGet('style')))?.[1]
    if (token && alignment) token.attrs = [['class', `align-${alignment}`]]
    return self.renderToken(tokens, index, options)
  }

/**
 * Renders an article to HTML that is safe to insert into a page. Every heading has an id, so that a part of an article
 * can be linked to.
 *
 * @param source CommonMark with tables and strikethrough
 */
export function renderArticle(source: string): string {
  const shown = source.slice(0, maxLength)
  const tokens = markdown.parse(shown, {})
  const taken = new Map<string, number>()
  for (const [position, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue
    const id = sectionId(tokens[position + 1]?.content ?? '')
    const count = taken.get(id) ?? 0
    taken.set(id, count + 1)
    token.attrSet('id', count === 0 ? id : `${id}-${count + 1}`)
  }
  return toHtml(markdown, shown, tokens)
}

/** The prefix keeps headings from taking an id or a name that the page itself uses. */
function sectionId(heading: string): string {
  const words = heading.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return `section-${words.join('-')}`
}

/** The first characters of a text, counted as databases do: in code points, so that none is cut in two. */
export function firstCharacters(text: string, count: number): string {
  const units = text.slice(0, 2 * count)
  // Most texts have no characters of two units.
  if (!/[\ud800-\udbff]/.test(units)) return units.slice(0, count)
  return [...units].slice(0, count).join('')
}

/** How many characters of a text make its excerpt. */
const excerptLength = 200
/** The characters of the source that are enough for it. */
export const excerptSourceLength = 700

/**
 * The beginning of a Markdown text as plain text, for a card.
 *
 * @param source its first {@link excerptSourceLength} characters
 */
export const excerpt: (source: string) => string = remembering((source) => {
  const words: string[] = []
  for (const token of markdown.parse(source, {})) {
    if (token.type !== 'inline') continue
    words.push((token.children ?? []).map((child) => (child.type.endsWith('break') ? ' ' : child.content)).join(''))
  }
  const text = words.join(' ').replace(/\s+/g, ' ').trim()
  const cut = firstCharacters(text, excerptLength)
  if (cut === text) return text
  const space = cut.lastIndexOf(' ')
  return `${space < cut.length / 2 ? cut : cut.slice(0, space)} …`
})
