import createMarkdown, { type MarkdownIt, type Token } from 'markdown-it'

/** Protocols that a link may have. */
const allowedProtocol = /^(https?:|mailto:|tel:)/i
const anyProtocol = /^[a-z][a-z0-9+.-]*:/i

/** An address without control characters and white space: browsers drop these inside a protocol. */
function bareAddress(url: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return url.replace(/[\u0000-\u0020\u007f-\u009f]/g, '')
}

/** Whether an address says a protocol that is allowed: http, https, mailto or tel. */
export function hasAllowedProtocol(url: string): boolean {
  return allowedProtocol.test(bareAddress(url))
}

/** Whether an address has an allowed protocol or lies within the portal, whatever its spelling. */
function isSafeAddress(url: string): boolean {
  const bare = bareAddress(url)
  return allowedProtocol.test(bare) || !(anyProtocol.test(bare) || bare.startsWith('//') || bare.startsWith('\\'))
}

/** A Markdown renderer whose HTML is safe to insert into a page: no raw HTML, no script, no other protocols. */
export function safeMarkdown(): MarkdownIt {
  const markdown = createMarkdown({
    // Raw HTML is shown as text, never inserted.
    html: false,
    linkify: true,
    typographer: false,
  })
    // Quotes and lists that are nested deeper are shown flat.
    .set({ maxNesting: 20 })

  // An address becomes a link by itself only if it states its protocol: `report.md` is no web site.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: true })
  markdown.validateLink = isSafeAddress

  const renderLink =
    markdown.renderer.rules.link_open ??
    ((tokens, index, options, _env, self) => self.renderToken(tokens, index, options))
  markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
    const token = tokens[index]
    const rel = relOf(String(token?.attrGet('href')))
    if (rel !== null) token?.attrSet('rel', rel)
    return renderLink(tokens, index, options, env, self)
  }
  return markdown
}

/** The `rel` of a link, or null without one. Links to other sites tell them nothing and lend them no reputation. */
export function relOf(address: string): string | null {
  return /^https?:/i.test(address) ? 'noopener noreferrer nofollow' : null
}

/**
 * A text may become this many times longer, and a short text may have this many characters. One address that is used a
 * thousand times becomes a thousand addresses: ten thousand characters would become tens of megabytes.
 */
const growth = 8
const growthOfShortTexts = 10_000

/** The HTML of a parsed text. If that is far longer than the text, it is the text as it was written. */
export function toHtml(markdown: MarkdownIt, source: string, tokens: Token[]): string {
  const room = growthOfShortTexts + growth * source.length
  if (lengthOf(markdown, tokens, room) > room) return `<pre><code>${markdown.utils.escapeHtml(source)}</code></pre>\n`
  return markdown.renderer.render(tokens, markdown.options, {})
}

/** The approximate length of the HTML of tokens. The count stops at `enough`. */
function lengthOf(markdown: MarkdownIt, tokens: readonly Token[], enough: number): number {
  let length = 0
  for (const { tag, attrs, children, content } of tokens) {
    if (length > enough) break
    length += tag.length + 4
    for (const [name, value] of attrs ?? []) length += name.length + markdown.utils.escapeHtml(String(value)).length
    length += children ? lengthOf(markdown, children, enough - length) : markdown.utils.escapeHtml(content).length
  }
  return length
}
