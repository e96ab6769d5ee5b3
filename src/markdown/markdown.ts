import { LRUCache } from 'lru-cache'
import MarkdownIt, { type Token } from 'markdown-it'

/** Longer texts are rendered up to here; the ITSM holds articles of megabytes, people do not read them. */
const maxLength = 200_000

const markdown = new MarkdownIt({
  // Raw HTML is shown as text, never inserted.
  html: false,
  linkify: true,
  typographer: false,
  breaks: false,
})
  // Deeply nested quotes and lists are shown flat beyond this.
  .set({ maxNesting: 20 })

// Only what states its protocol, or is an address, becomes a link by itself; `report.md` is no web site.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: true })

const allowedProtocol = /^(https?:|mailto:|tel:)/i
const anyProtocol = /^[a-z][a-z0-9+.-]*:/i

/** http, https, mailto and tel; addresses within the portal; nothing else, whatever the spelling. */
markdown.validateLink = (url) => {
  // Browsers drop control characters and white space inside a protocol.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const bare = url.replace(/[\u0000-\u0020\u007f-\u009f]/g, '')
  return allowedProtocol.test(bare) || !(anyProtocol.test(bare) || bare.startsWith('//') || bare.startsWith('\\'))
}

const renderLink =
  markdown.renderer.rules.link_open ??
  ((tokens, index, options, _env, self) => self.renderToken(tokens, index, options))
markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
  const token = tokens[index]
  if (token && /^https?:/i.test(String(token.attrGet('href')))) token.attrSet('rel', 'noopener noreferrer nofollow')
  return renderLink(tokens, index, options, env, self)
}

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
 * A text may become so many times longer, and a short one so many characters. An address that is defined once and used
 * a thousand times would become a thousand addresses: from ten thousand characters, tens of megabytes.
 */
const growth = 8
const growthOfShortTexts = 10_000

/** The HTML of a parsed text; where that would be far longer than the text, the text as it was written. */
function toHtml(source: string, tokens: Token[]): string {
  const room = growthOfShortTexts + growth * source.length
  if (lengthOf(tokens, room) > room) return `<pre><code>${markdown.utils.escapeHtml(source)}</code></pre>\n`
  return markdown.renderer.render(tokens, markdown.options, {})
}

/** About as many characters as the HTML of tokens has; counted no further than `enough`. */
function lengthOf(tokens: readonly Token[], enough: number): number {
  let length = 0
  for (const { tag, attrs, children, content } of tokens) {
    if (length > enough) break
    length += tag.length + 4
    for (const [name, value] of attrs ?? []) length += name.length + markdown.utils.escapeHtml(String(value)).length
    length += children ? lengthOf(children, enough - length) : markdown.utils.escapeHtml(content).length
  }
  return length
}

/** So many characters of results are remembered, with what they were made from: texts are read more often than changed. */
const rememberedCharacters = 16_000_000

/** Remembers the results of a function of one text. */
function remembering(render: (source: string) => string): (source: string) => string {
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

/**
 * Renders Markdown to HTML that is safe to insert into a page: no raw HTML, no script, no unknown protocols.
 *
 * @param source CommonMark with tables and strikethrough
 */
export const renderMarkdown: (source: string) => string = remembering((source) => {
  const shown = source.slice(0, maxLength)
  return toHtml(shown, markdown.parse(shown, {}))
})

/** Like {@link renderMarkdown}, with an id on every heading, so that a part of an article can be linked to. */
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
  return toHtml(shown, tokens)
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
/** So many characters of the source are enough for it. */
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
