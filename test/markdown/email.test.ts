import t from 'tap'
import { renderEmail } from '../../src/markdown/email.ts'

const shown = (text: string) => `<pre class="email">${text}</pre>\n`
const folded = (text: string) => `<details><summary>…</summary>\n${shown(text)}</details>\n`

t.test('a mail is plain text with links', async (t) => {
  t.equal(renderEmail('# 1\n  *a* <b>\n\n- c'), shown('# 1\n  *a* &lt;b&gt;\n\n- c'))
  t.equal(
    renderEmail('see https://example.com/a.'),
    shown('see <a href="https://example.com/a" rel="noopener noreferrer nofollow">https://example.com/a</a>.'),
  )
})

t.test('the signature is folded away', async (t) => {
  for (const line of ['-- ', '--'])
    t.equal(renderEmail(`It works.\n${line}\nAnna\nACME`), shown('It works.') + folded(`${line}\nAnna\nACME`))
})

t.test('quoted history is folded away', async (t) => {
  const quotations = [
    '> old\n> text',
    'On Mon, 2 Mar 2026 at 10:00, Desk wrote:\n> old',
    'Am 02.03.2026 um 10:00 schrieb Service Desk:\n\n> alt',
    '-----Original Message-----\nFrom: Desk\n\nold',
    '-----Ursprüngliche Nachricht-----\nVon: Desk',
    'Von: Desk\nGesendet: Montag\nAn: Anna\n\nalt',
    '________________________________\nFrom: Desk',
  ]
  for (const quotation of quotations) {
    const html = quotation.replaceAll('>', '&gt;')
    t.equal(renderEmail(`Thanks!\n\n${quotation}\n`), shown('Thanks!') + folded(html), quotation)
  }
})

t.test('answers between quotations are shown', async (t) => {
  t.equal(
    renderEmail('> one?\nYes.\n> two?\nNo.'),
    folded('&gt; one?') + shown('Yes.') + folded('&gt; two?') + shown('No.'),
  )
})

t.test('a mail of quotations alone is shown', async (t) => {
  t.equal(renderEmail('> only this'), shown('&gt; only this'))
  t.equal(renderEmail('From: here it is broken.'), shown('From: here it is broken.'))
})
