import t from 'tap'
import { renderMessage } from '../../src/markdown/message.ts'

const rel = ' rel="noopener noreferrer nofollow"'

/** Checks what texts become. */
function become(t: Tap, expected: Record<string, string>): void {
  for (const [source, html] of Object.entries(expected)) t.equal(renderMessage(source), html, JSON.stringify(source))
}
type Tap = Pick<typeof t, 'equal'>

t.test('a line break is a line break', async (t) => {
  become(t, {
    'one\ntwo\nthree\nfour\nfive': '<p>one<br>\ntwo<br>\nthree<br>\nfour<br>\nfive</p>\n',
    'one\r\ntwo': '<p>one<br>\ntwo</p>\n',
    'one  \ntwo\\\nthree': '<p>one<br>\ntwo\\<br>\nthree</p>\n',
    'one\n\n\ntwo': '<p>one</p>\n<p>two</p>\n',
  })
})

t.test('paths, patterns and names stay as they were typed', async (t) => {
  for (const source of [
    String.raw`\\fileserver\abteilung\_daten`,
    String.raw`C:\Program Files\_vendor_\app.exe`,
    String.raw`%TEMP%\*.log und *.tmp`,
    String.raw`a\.b \[x\] \- \*\*c\*\*`,
    '2*3*4 = 24, 2**3**4, a*b*c and _b_ and __c__, 5 * 3 * 2',
    '__init__.py calls f(**kwargs, **options)',
    'src/**/a.ts and src/**/b.ts',
    'snake_case_name, MY_VAR_2',
    'geht`s wieder, hab`s gesehen',
    'array[0](argument) [1][2]',
    '&amp; &nbsp; &copy;'.replaceAll('&', '+'),
  ])
    t.equal(renderMessage(source), `<p>${source}</p>\n`)
  t.equal(renderMessage('&nbsp;'), '<p>&amp;nbsp;</p>\n')
})

t.test('nothing becomes a heading or a rule', async (t) => {
  become(t, {
    '# 4711 is my number': '<p># 4711 is my number</p>\n',
    'It is broken.\n--\nAnna': '<p>It is broken.<br>\n--<br>\nAnna</p>\n',
    'Title\n=====': '<p>Title<br>\n=====</p>\n',
    'above\n\n---\n\nbelow': '<p>above</p>\n<p>---</p>\n<p>below</p>\n',
    '***': '<p>***</p>\n',
  })
})

t.test('indentation stays', async (t) => {
  become(t, {
    'Error:\n    at f (x.js:1)\n      at g': `<p>Error:<br>\n${'\u00a0'.repeat(4)}at f (x.js:1)<br>\n${'\u00a0'.repeat(6)}at g</p>\n`,
    '    four blanks': `<p>${'\u00a0'.repeat(4)}four blanks</p>\n`,
    'a   b': '<p>a\u00a0\u00a0 b</p>\n',
  })
})

t.test('numbers at the beginning of a line stay', async (t) => {
  become(t, {
    '10. 5. 2026': '<ol start="10">\n<li>5. 2026</li>\n</ol>\n',
    '1) one\n2) two': '<p>1) one<br>\n2) two</p>\n',
    '+ 49 30 1234': '<p>+ 49 30 1234</p>\n',
    '>= 5 GB\n>5 GB': '<p>&gt;= 5 GB<br>\n&gt;5 GB</p>\n',
    '1. a\n3. b\n4. c': '<ol>\n<li>a</li>\n<li value="3">b</li>\n<li>c</li>\n</ol>\n',
  })
})

t.test('a line that looks like a definition or a table stays', async (t) => {
  become(t, {
    '[1]: https://example.com/a': `<p>[1]: <a href="https://example.com/a"${rel}>https://example.com/a</a></p>\n`,
    'a | b\n--|--\n1 | 2 | 3': '<p>a | b<br>\n--|--<br>\n1 | 2 | 3</p>\n',
  })
})

t.test('bold, italic, lists, code, quotes and links work', async (t) => {
  become(t, {
    '**two** laptops (**now**).': '<p><strong>two</strong> laptops (<strong>now</strong>).</p>\n',
    'It is *worse*, **really *bad* now**.': '<p>It is <em>worse</em>, <strong>really <em>bad</em> now</strong>.</p>\n',
    '- a\n- b\n  - c': '<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n',
    'first:\n- a': '<p>first:</p>\n<ul>\n<li>a</li>\n</ul>\n',
    '1. a\n2. b': '<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n',
    '> quoted\n> too': '<blockquote>\n<p>quoted<br>\ntoo</p>\n</blockquote>\n',
    '```\na  b\n  c\n```': '<pre><code>a  b\n  c\n</code></pre>\n',
    'say `ls -l`': '<p>say <code>ls -l</code></p>\n',
    '[a](https://example.com)': `<p><a href="https://example.com"${rel}>a</a></p>\n`,
    '[a](/portal/kb/vpn)': '<p><a href="/portal/kb/vpn">a</a></p>\n',
    'help@example.com': '<p><a href="mailto:help@example.com">help@example.com</a></p>\n',
  })
})

t.test('a picture is a link', async (t) => {
  become(t, {
    '![a](https://example.com/p.png)': `<p><a href="https://example.com/p.png"${rel}>a</a></p>\n`,
    '![](https://example.com/p.png)': `<p><a href="https://example.com/p.png"${rel}>https://example.com/p.png</a></p>\n`,
    '[![a](https://x.example/p.png)](https://example.com)': `<p><a href="https://example.com"${rel}>a</a></p>\n`,
  })
})
