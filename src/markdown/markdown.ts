import { LRUCache } from 'lru-cache'
import MarkdownIt from 'markdown-it'

/** Longer texts are rendered up to here; the host holds articles of megabytes, people do not read them. */
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

/** Rendered texts, by what they were rendered from: an article is read more often than it changes. 16 MB at the most. */
const rendered = new LRUCache<string, string>({
  maxSize: 16_000_000,
  sizeCalculation: (html, source) => html.length + source.length + 1,
})

/**
 * Renders Markdown to HTML that is safe to insert into a page: no raw HTML, no script, no unknown protocols.
 *
 * @param source CommonMark with tables and strikethrough
 */
export function renderMarkdown(source: string): string {
  const known = rendered.get(source)
  if (known !== undefined) return known
  const html = markdown.render(source.slice(0, maxLength))
  rendered.set(source, html)
  return html
}

/**
 * The beginning of a Markdown text as plain text, for a card.
 *
 * @param source may be cut off anywhere
 * @param length how many characters at the most
 */
export function excerpt(source: string, length: number): string {
  const words: string[] = []
  for (const token of markdown.parse(source, {})) {
    if (token.type !== 'inline') continue
    words.push((token.children ?? []).map((child) => (child.type.endsWith('break') ? ' ' : child.content)).join(''))
  }
  const text = words.join(' ').replace(/\s+/g, ' ').trim()
  if (text.length <= length) return text
  const cut = text.slice(0, length)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length / 2)).trimEnd()} …`
}
