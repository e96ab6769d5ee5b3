import t from 'tap'
import { renderArticle } from '../../src/markdown/markdown.ts'

const rel = ' rel="noopener noreferrer nofollow"'

t.test('CommonMark, tables and strikethrough become HTML', async (t) => {
  const expected = {
    '# One\n\n*two* **three** ~~four~~ `five`':
      '<h1 id="section-one">One</h1>\n<p><em>two</em> <strong>three</strong> <s>four</s> <code>five</code></p>\n',
    '- a\n- b\n\n3. c': '<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start="3">\n<li>c</li>\n</ol>\n',
    '> quoted': '<blockquote>\n<p>quoted</p>\n</blockquote>\n',
    '``` sh\nls\n```': '<pre><code class="language-sh">ls\n</code></pre>\n',
    '| a |\n|:-:|\n| b |':
      '<table>\n<thead>\n<tr>\n<th class="align-center">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class="align-center">b</td>\n</tr>\n</tbody>\n</table>\n',
    '---': '<hr>\n',
    '': '',
  }
  for (const [source, html] of Object.entries(expected)) t.equal(renderArticle(source), html, source)
})

t.test('a link to another site tells it nothing and lends it nothing', async (t) => {
  const expected = {
    '[a](https://example.com)': `<p><a href="https://example.com"${rel}>a</a></p>\n`,
    '[a](HTTP://EXAMPLE.com/x)': `<p><a href="HTTP://EXAMPLE.com/x"${rel}>a</a></p>\n`,
    '<https://example.com>': `<p><a href="https://example.com"${rel}>https://example.com</a></p>\n`,
    'see https://example.com/a?b=c.': `<p>see <a href="https://example.com/a?b=c"${rel}>https://example.com/a?b=c</a>.</p>\n`,
    '[a][b]\n\n[b]: https://example.com "t"': `<p><a href="https://example.com" title="t"${rel}>a</a></p>\n`,
  }
  for (const [source, html] of Object.entries(expected)) t.equal(renderArticle(source), html, source)
})

t.test('links to people and within the site stay as they are', async (t) => {
  const expected = {
    '[a](/portal/tickets)': '<p><a href="/portal/tickets">a</a></p>\n',
    '[a](vpn-setup-windows#step-2)': '<p><a href="vpn-setup-windows#step-2">a</a></p>\n',
    '[a](?page=2)': '<p><a href="?page=2">a</a></p>\n',
    '[a](mailto:help@example.com)': '<p><a href="mailto:help@example.com">a</a></p>\n',
    '[a](tel:+49-30-1234)': '<p><a href="tel:+49-30-1234">a</a></p>\n',
    'help@example.com': '<p><a href="mailto:help@example.com">help@example.com</a></p>\n',
    '![a](/x.png)': '<p><img src="/x.png" alt="a"></p>\n',
  }
  for (const [source, html] of Object.entries(expected)) t.equal(renderArticle(source), html, source)
})

t.test('what does not say its protocol does not become a link by itself', async (t) => {
  for (const source of ['report.md', 'www.example.com', 'example.com/x', 'C:\\temp\\setup.exe', 'ftp://example.com/x'])
    t.notMatch(renderArticle(source), /<a /, source)
})

t.test('a link that is not taken stays text', async (t) => {
  t.equal(renderArticle('[a](javascript:alert)'), '<p>[a](javascript:alert)</p>\n')
  t.equal(renderArticle('![a](data:image/png,x)'), '<p>![a](data:image/png,x)</p>\n')
})

t.test('the headings of an article can be linked to, each by a name of its own', async (t) => {
  const expected = {
    '# Größe ändern\n\n## Step 1: *Install*':
      '<h1 id="section-größe-ändern">Größe ändern</h1>\n<h2 id="section-step-1-install">Step 1: <em>Install</em></h2>\n',
    '# Same\n# same\n# Same!':
      '<h1 id="section-same">Same</h1>\n<h1 id="section-same-2">same</h1>\n<h1 id="section-same-3">Same!</h1>\n',
    '# __proto__\n# "> <b>':
      '<h1 id="section-proto"><strong>proto</strong></h1>\n<h1 id="section-b">&quot;&gt; &lt;b&gt;</h1>\n',
  }
  for (const [source, html] of Object.entries(expected)) t.equal(renderArticle(source), html, source)
})

t.test('of very long texts the beginning is rendered', async (t) => {
  const html = renderArticle(`first ${'word '.repeat(60_000)}last`)
  t.match(html, /^<p>first word/)
  t.notMatch(html, /last/)
  t.ok(html.length < 210_000)
})

t.test('an address that is used again and again makes no text of megabytes', async (t) => {
  const times = (count: number) => `[a]: /${'b'.repeat(1000)}\n\n${'[a] '.repeat(count)}`
  t.match(renderArticle(times(5)), /^(<p>)?(<a href="\/b{1000}">a<\/a> ?){5}/, 'a few times are shown')
  t.equal(renderArticle(times(100)), `<pre><code>${times(100)}</code></pre>\n`, 'a hundred are not')
})
