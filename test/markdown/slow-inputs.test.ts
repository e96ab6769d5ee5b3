import t from 'tap'
import { maxTextLength } from '../../schemas/fields.ts'
import { renderEmail } from '../../src/markdown/email.ts'
import { excerpt, excerptSourceLength, renderArticle } from '../../src/markdown/markdown.ts'
import { renderMessage } from '../../src/markdown/message.ts'
import { slowInputs } from './slow-inputs.ts'

/** The part of an article that is rendered. */
const article = 200_000
/** How much more work a text may take than a harmless one of its length. Quadratic work takes hundreds of times more. */
const atMostWork = 60
/** How much longer the HTML may be than the text. */
const atMostLength = 20
/** A text that seems to take more is measured again this often, because the machine has other work too. */
const tries = 5

const harmless = (length: number) =>
  'The printer works **again** since [today](https://example.com), says `cups`. '
    .repeat(length / 77 + 1)
    .slice(0, length)

let rendered = 0

/** @returns the processor time of one rendering in microseconds, and the length of what it made */
function measure(render: (source: string) => string, source: string): { work: number; length: number } {
  rendered += 1
  // Renderings are remembered, so each text is another one.
  const text = `${rendered}\n\n${source}`.slice(0, source.length)
  const before = process.cpuUsage()
  const { length } = render(text)
  const { user, system } = process.cpuUsage(before)
  return { work: user + system, length }
}

for (const [what, render, length] of [
  ['a comment', renderMessage, maxTextLength],
  ['a mail', renderEmail, maxTextLength],
  ['an article', renderArticle, article],
  ['an excerpt', excerpt, excerptSourceLength],
] as const)
  t.test(`${what}: no text makes much more work, or a much longer answer, than a harmless one`, async (t) => {
    const workOfHarmless = () => Math.min(...Array.from({ length: 10 }, () => measure(render, harmless(length)).work))
    const usual = workOfHarmless()
    const tooMuch: string[] = []
    for (const [name, input] of Object.entries(slowInputs)) {
      const first = measure(render, input(length))
      let times = first.work / usual
      // The harmless text is measured again too: a machine that is slower now is slower for both.
      for (let count = 1; count < tries && times >= atMostWork; count++)
        times = measure(render, input(length)).work / workOfHarmless()
      if (times >= atMostWork) tooMuch.push(`${name}: ${times.toFixed(1)} times the work`)
      const longer = first.length / length
      if (longer >= atMostLength) tooMuch.push(`${name}: ${longer.toFixed(1)} times as long`)
    }
    t.same(tooMuch, [])
  })
