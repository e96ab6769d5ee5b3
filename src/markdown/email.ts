import { remembering } from './remembering.ts'
import { hasAllowedProtocol, relOf, safeMarkdown } from './safe-markdown.ts'

const { linkify, utils } = safeMarkdown()

/** A run of lines. Quoted history and signatures are folded away. */
interface Part {
  isFolded: boolean
  lines: string[]
}

/** The line that begins a signature (RFC 3676, 4.3); many mailers drop its blank. */
const signature = /^-- ?$/

/** Lines that begin the mail that was answered: all that follows belongs to it. */
const history =
  /^(-{2,} ?(original message|ursprüngliche nachricht|forwarded message|weitergeleitete nachricht|message d'origine) ?-{2,}|_{20,})$/i

/** The line that names the author of a quotation, in the words of mailers of some languages. */
const attribution = /^(on|am|le|il|el|op|em) .{4,200}(wrote|schrieb|écrit|scritto|escribió|schreef|escreveu).{0,80}:$/i

/** The header of a mail in a text, as Outlook quotes it. */
const sender = /^\*?(from|von|de|da):/i
const sentAt = /^\*?(sent|gesendet|date|datum|envoyé|inviato|enviado):/i

/** The parts of a mail, in their order. */
function partsOf(text: string): Part[] {
  const lines = text.split(/\r?\n/)
  const parts: Part[] = []
  let isRestFolded = false
  lines.forEach((line, position) => {
    const trimmed = line.trim()
    const next = lines.slice(position + 1, position + 4).map((following) => following.trim())
    isRestFolded ||=
      signature.test(line) || history.test(trimmed) || (sender.test(trimmed) && next.some((one) => sentAt.test(one)))
    const isQuoted = trimmed.startsWith('>')
    const namesQuotation = attribution.test(trimmed) && next.find((one) => one !== '')?.startsWith('>') === true
    const current = parts.at(-1)
    const isFolded = isRestFolded || isQuoted || namesQuotation || (trimmed === '' && current?.isFolded === true)
    if (current?.isFolded === isFolded) current.lines.push(line)
    else parts.push({ isFolded, lines: [line] })
  })
  return parts
}

/** Plain text as HTML, with links. */
function textToHtml(text: string): string {
  let html = ''
  let end = 0
  for (const { index, lastIndex, url, text: shown } of linkify.match(text) ?? []) {
    if (!hasAllowedProtocol(url)) continue
    const rel = relOf(url)
    html += `${utils.escapeHtml(text.slice(end, index))}<a href="${utils.escapeHtml(url)}"${rel === null ? '' : ` rel="${rel}"`}>${utils.escapeHtml(shown)}</a>`
    end = lastIndex
  }
  return html + utils.escapeHtml(text.slice(end))
}

/**
 * Renders a comment that came as a mail to HTML that is safe to insert into a page. It is plain text in `<pre>`. Quoted
 * history and the signature stand in `<details>`, which are closed; a mail of nothing else is shown open.
 *
 * @param source plain text
 */
export const renderEmail: (source: string) => string = remembering((source) => {
  const parts = partsOf(source)
    .map(({ isFolded, lines }) => ({
      isFolded,
      text: lines
        .join('\n')
        .replace(/^(?:[^\S\n]*\n)+/, '')
        .trimEnd(),
    }))
    .filter(({ text }) => text !== '')
  const isAllFolded = parts.every(({ isFolded }) => isFolded)
  return parts
    .map(({ isFolded, text }) => {
      const html = `<pre class="email">${textToHtml(text)}</pre>\n`
      return isFolded && !isAllFolded ? `<details><summary>…</summary>\n${html}</details>\n` : html
    })
    .join('')
})
