import createMarkdown, { type StateBlock, type StateCore, type Token } from 'markdown-it'
import { remembering } from './remembering.ts'
import { hasAllowedProtocol, safeMarkdown, toHtml } from './safe-markdown.ts'

/**
 * Tickets and comments are written by people who fill in a form, not by authors of Markdown. Lines stay lines and
 * characters stay as they were typed. Only bold, italic, lists, code, quotes, strikethrough and links are markup.
 */
const message = safeMarkdown()
  // Headings, rules, indented code, tables, link definitions, escapes and entities would change what was typed.
  .disable(['heading', 'lheading', 'hr', 'code', 'table', 'reference', 'escape', 'entity'])

// `array[0](argument)` is no link.
message.validateLink = (url) => hasAllowedProtocol(url) || /^\/(?![/\\])/.test(url)

/** A block rule as markdown-it has it. */
function originalBlockRule(name: string) {
  const [rule] = createMarkdown('zero').enable(name).block.ruler.getRules('')
  if (!rule) throw new Error(`markdown-it has no rule ${name}`)
  return rule
}

/** The text of a line from where the rules of blocks look at it; a few characters are enough for a marker. */
function beginningOf(state: StateBlock, line: number): string {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)
  return state.src.slice(start, Math.min(state.eMarks[line] ?? start, start + 12))
}

/** Whether something other than blanks stands before the text of a line, such as the marker of a list. */
function followsMarker(state: StateBlock, line: number): boolean {
  const lineStart = state.bMarks[line] ?? 0
  return /\S/.test(state.src.slice(lineStart, lineStart + (state.tShift[line] ?? 0)))
}

// `10. 5. 2026` is a date and `+ 49 30` a number. `1)` would be shown as `1.`.
const list = originalBlockRule('list')
message.block.ruler.at(
  'list',
  (state, line, endLine, isProbe) =>
    !/^(\+|\d{1,9}\))/.test(beginningOf(state, line)) &&
    !followsMarker(state, line) &&
    list(state, line, endLine, isProbe),
  { alt: ['paragraph', 'blockquote'] },
)

// `>= 5` and `>5 GB` are comparisons.
const blockquote = originalBlockRule('blockquote')
message.block.ruler.at(
  'blockquote',
  (state, line, endLine, isProbe) =>
    !/^>[=\d]/.test(beginningOf(state, line)) && blockquote(state, line, endLine, isProbe),
  { alt: ['paragraph', 'blockquote', 'list'] },
)

/** A paragraph that keeps the indentation of its lines. */
message.block.ruler.at('paragraph', (state, startLine, endLine) => {
  const endings = state.md.block.ruler.getRules('paragraph')
  const { parentType } = state
  state.parentType = 'paragraph'
  let line = startLine + 1
  for (; line < endLine && !state.isEmpty(line); line++) {
    const indent = state.sCount[line] ?? 0
    // A line that is indented further, or that a quote has taken in, goes on with the paragraph.
    if (indent < 0 || indent - state.blkIndent > 3) continue
    if (endings.some((rule) => rule(state, line, endLine, true))) break
  }
  const text = state.getLines(startLine, line, state.blkIndent, false).trimEnd()
  state.line = line
  state.push('paragraph_open', 'p', 1).map = [startLine, line]
  const inline = state.push('inline', '', 0)
  inline.content = text
  inline.map = [startLine, line]
  inline.children = []
  state.push('paragraph_close', 'p', -1)
  state.parentType = parentType
  return true
})

/** A line break is a line break, and the blanks after it stay. */
message.inline.ruler.at('newline', (state, isProbe) => {
  if (state.src[state.pos] !== '\n') return false
  if (!isProbe) {
    state.pending = state.pending.trimEnd()
    state.push('hardbreak', 'br', 0)
  }
  state.pos++
  return true
})

const opensAfter = /^$|[\s([{"'„“‚‘«»>~—–-]/
const closesBefore = /^$|[\s)\]}"'“”‘’»«<~.,;:!?…—–-]/

/**
 * Stars are emphasis only around whole words: two are bold, one is italic. All other stars, and all underscores, are
 * characters: `2*3*4`, `*.log`, `__init__.py`.
 */
message.inline.ruler.at('emphasis', (state, isProbe) => {
  const { src, pos } = state
  if (isProbe || src[pos] !== '*') return false
  const { length, can_open: canOpen, can_close: canClose } = state.scanDelims(pos, true)
  const [before, after] = [src[pos - 1] ?? '', src[pos + length] ?? '']
  const open = canOpen && opensAfter.test(before) && (length === 2 || /[\p{L}\p{N}]/u.test(after))
  const close = canClose && closesBefore.test(after) && (length === 2 || /[\p{L}\p{N}.!?)]/u.test(before))
  if (length > 2 || open === close) state.pending += '*'.repeat(length)
  else
    for (let count = 0; count < length; count++) {
      state.push('text', '', 0).content = '*'
      state.delimiters.push({ marker: 0x2a, length, token: state.tokens.length - 1, end: -1, open, close })
    }
  state.pos += length
  return true
})

/** A backtick after a letter is an apostrophe: `geht`s`. */
message.inline.ruler.before('backticks', 'apostrophe', (state, isProbe) => {
  const { src, pos } = state
  if (src[pos] !== '`' || !/[\p{L}\p{N}]/u.test(src[pos - 1] ?? '')) return false
  let end = pos
  while (src[end] === '`') end++
  if (!isProbe) state.pending += src.slice(pos, end)
  state.pos = end
  return true
})

/** Pictures become links: a picture from another server tells it who reads the ticket, and when. */
message.core.ruler.push('pictures', ({ tokens, Token }: StateCore) => {
  for (const block of tokens) {
    if (!block.children?.some(({ type }) => type === 'image')) continue
    let openLinks = 0
    block.children = block.children.flatMap((token) => {
      openLinks += token.type === 'link_open' ? 1 : token.type === 'link_close' ? -1 : 0
      if (token.type !== 'image') return [token]
      const address = String(token.attrGet('src'))
      const text = new Token('text', '', 0)
      text.content = token.content || address
      if (openLinks > 0) return [text]
      const link = new Token('link_open', 'a', 1)
      link.attrSet('href', address)
      return [link, text, new Token('link_close', 'a', -1)]
    })
  }
})

/** Items of a numbered list keep the numbers that were typed. */
message.core.ruler.push('numbers', ({ tokens }: StateCore) => {
  const expected: number[] = []
  for (const token of tokens) {
    if (token.type === 'ordered_list_open') expected.push(Number(token.attrGet('start') ?? 1))
    if (token.type === 'bullet_list_open') expected.push(Number.NaN)
    if (token.type.endsWith('_list_close')) expected.pop()
    if (token.type !== 'list_item_open' || token.info === '') continue
    const number = Number(token.info)
    if (number !== expected.at(-1)) token.attrSet('value', token.info)
    expected[expected.length - 1] = number + 1
  }
})

/** Blanks at the beginning of a line, and several in a row, are shown as they were typed. */
message.renderer.rules.text = (tokens: Token[], index: number) => {
  const html = message.utils.escapeHtml(tokens[index]?.content ?? '').replaceAll('\t', '    ')
  const isLineStart = index === 0 || tokens[index - 1]?.type === 'hardbreak'
  const indented = isLineStart ? html.replace(/^ +/, (blanks) => '\u00a0'.repeat(blanks.length)) : html
  return indented.replace(/ {2,}/g, (blanks) => `${'\u00a0'.repeat(blanks.length - 1)} `)
}

/**
 * Renders the text of a ticket or comment to HTML that is safe to insert into a page.
 *
 * @param source what a person typed: lines, with bold, italic, lists, code, quotes, strikethrough and links of Markdown
 */
export const renderMessage: (source: string) => string = remembering((source) =>
  toHtml(message, source, message.parse(source, {})),
)
