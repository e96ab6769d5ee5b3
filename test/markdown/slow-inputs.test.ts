import t from 'tap'
import { excerpt, excerptSourceLength, renderArticle, renderMarkdown } from '../../src/markdown/markdown.ts'
import { slowInputs } from './slow-inputs.ts'

/** So long is the longest comment. */
const comment = 10_000
/** So much of an article is rendered. */
const article = 200_000
/** What a text may take, in times of a harmless one of the same length; quadratic work takes hundreds of times. */
const atMost = 60
/** A text that seems to take more is measured so often again: the machine has other work too. */
const tries = 5

const harmless = (length: number) =>
  'The printer works **again** since [today](https://example.com), says `cups`. '
    .repeat(length / 77 + 1)
    .slice(0, length)

let rendered = 0

/** The processor time of one rendering, in microseconds: the least of some, for the machine has other work too. */
function work(render: (source: string) => unknown, source: string, runs: number): number {
  const times = Array.from({ length: runs }, () => {
    rendered += 1
    // Texts that were rendered before are remembered, so each is another.
    const text = `${rendered}\n\n${source}`.slice(0, source.length)
    const before = process.cpuUsage()
    render(text)
    const { user, system } = process.cpuUsage(before)
    return user + system
  })
  return Math.min(...times)
}

for (const [what, render, length, runs] of [
  ['a comment', renderMarkdown, comment, 3],
  ['an article', renderArticle, article, 1],
  ['an excerpt', excerpt, excerptSourceLength, 5],
] as const)
  t.test(`${what}: no text of that length takes much more work than a harmless one`, async (t) => {
    const usual = () => work(render, harmless(length), 2 * runs)
    usual()
    for (const [name, input] of Object.entries(slowInputs)) {
      let times = Number.POSITIVE_INFINITY
      // Both are measured each time: a machine that is slower now is so for both.
      for (let count = 0; count < tries && times >= atMost; count++) times = work(render, input(length), runs) / usual()
      t.ok(times < atMost, `${name}: ${times.toFixed(1)} times`)
    }
  })

t.test('what is rendered is not many times longer than the text', async (t) => {
  for (const [name, input] of Object.entries(slowInputs)) {
    for (const [render, length] of [
      [renderMarkdown, comment],
      [renderArticle, article],
    ] as const) {
      const times = render(input(length)).length / length
      t.ok(times < 20, `${name}: ${times.toFixed(1)} times`)
    }
  }
})
