import t from 'tap'
import { renderEmail } from '../../src/markdown/email.ts'
import { renderArticle } from '../../src/markdown/markdown.ts'
import { renderMessage } from '../../src/markdown/message.ts'
import { forbiddenIn } from './forbidden-html.ts'
import { addressForms, hostileAddresses, hostileMarkup } from './hostile-texts.ts'

/** What is wrong with a text, rendered as a comment, as a mail and as an article. */
function wrongWith(source: string): string[] {
  return [renderMessage, renderEmail, renderArticle].flatMap((render) => forbiddenIn(render(source)))
}

/** A text as the name of an assertion, which has to be one line of harmless characters. */
function shown(source: string): string {
  return JSON.stringify(source).replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
}

t.test('what must not be in HTML is noticed where it is', async (t) => {
  for (const html of [
    '<script>1</script>',
    '<p onclick="x">',
    '<a href="javascript:alert(1)">',
    '<a href=" java\nscript:alert(1)">',
    '<a href="&#106;avascript:alert(1)">',
    '<img src="data:image/png;base64,AA==">',
    '<img src=x onerror=alert(1)>',
    '<a href="//evil.example">',
    '<a href="/\\evil.example">',
    '<a href="https://evil.example">',
    '<a href="https://evil.example" rel="nofollow">',
    '<code class="a b">',
    '<td style="background:url(x)">',
    '<td class="hidden">',
    '<h1 id="app">',
    '<p><em><svg><p></p></svg></em></p>',
    '<!-- comment -->',
  ])
    t.not(forbiddenIn(html).length, 0, html)
  t.same(forbiddenIn('<p><a href="https://example.com" rel="noopener noreferrer nofollow" title="x">y</a></p>'), [])
})

t.test('no address of a link or image runs script or leaves the site unseen', async (t) => {
  for (const address of hostileAddresses)
    for (const form of addressForms) {
      const source = form(address)
      t.same(wrongWith(source), [], shown(source))
    }
})

t.test('no markup gets into the page', async (t) => {
  for (const source of hostileMarkup) t.same(wrongWith(source), [], shown(source))
})

t.test('no markup gets into the page from within other markup', async (t) => {
  const around: ((text: string) => string)[] = [
    (text) => `**${text}**`,
    (text) => `> ${text}`,
    (text) => `# ${text}`,
    (text) => `- a\n\n  ${text}`,
    (text) => `[${text}](https://example.com)`,
    (text) => `![${text}](https://example.com/x.png)`,
    (text) => `[text](https://example.com "${text}")`,
    (text) => `[text](https://example.com/${text})`,
    (text) => `| ${text} |\n|---|\n| ${text} |`,
    (text) => `\`${text}`,
    (text) => `<${text}>`,
    (text) => `<div>\n\n${text}\n\n</div>`,
    (text) => `<!-- ${text}`,
    (text) => `text ${text} [`,
  ]
  for (const text of hostileMarkup)
    for (const form of around) {
      const source = form(text)
      t.same(wrongWith(source), [], shown(source))
    }
})

t.test('HTML is shown as the text that it is', async (t) => {
  t.equal(renderArticle('<b>bold</b>'), '<p>&lt;b&gt;bold&lt;/b&gt;</p>\n')
  t.equal(renderArticle('<div>\nx\n</div>'), '<p>&lt;div&gt;\nx\n&lt;/div&gt;</p>\n')
  t.equal(renderArticle('a <!-- b --> c'), '<p>a &lt;!-- b --&gt; c</p>\n')
})
