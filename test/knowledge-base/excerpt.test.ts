import t from 'tap'
import { onEachKnowledgeBase } from '../support/knowledge-base.ts'

onEachKnowledgeBase(t, 'an excerpt is the text without its markup', async (t, start) => {
  const contents = {
    '# Title\n\nSome *text* with `code`, ~~no~~ and **more**.': 'Title Some text with code, no and more.',
    '[A link](https://example.com "title") and ![a picture](x.png)': 'A link and a picture',
    '- one\n- two\n\n1. three': 'one two three',
    '> quoted\n> twice': 'quoted twice',
    '| a | b |\n|---|---|\n| c | d |': 'a b c d',
    'AT&amp;T, 5 &lt; 6 \\*no star\\*': 'AT&T, 5 < 6 *no star*',
    '<b>raw</b> <script>alert(1)</script>': '<b>raw</b> <script>alert(1)</script>',
    'two\n\n\n   blanks': 'two blanks',
    'hard  \nbreak\\\nand soft\nbreak': 'hard break and soft break',
    '': '',
  }
  const { list } = await start(Object.keys(contents).map((content, position) => ({ title: `${position}`, content })))
  const excerpts = new Map((await list()).data.map((card) => [card.title, card.excerpt]))
  for (const [position, [content, excerpt]] of Object.entries(contents).entries())
    t.equal(excerpts.get(`${position}`), excerpt, content)
})

onEachKnowledgeBase(
  t,
  'an excerpt has two hundred characters at the most, and ends with a whole word',
  async (t, start) => {
    const { list, article } = await start([
      { title: 'words', content: 'twelve words. '.repeat(100), publishedDaysAgo: 1 },
      { title: 'one word', content: 'x'.repeat(5_000), publishedDaysAgo: 2 },
      { title: 'emoji', content: `a${'💥'.repeat(5_000)}`, publishedDaysAgo: 3 },
      { title: 'just fits', content: '💥'.repeat(200), publishedDaysAgo: 4 },
    ])
    const { data } = await list()
    t.same(
      data.map(({ excerpt }) => excerpt),
      [`${'twelve words. '.repeat(14)}…`, `${'x'.repeat(200)} …`, `a${'💥'.repeat(199)} …`, '💥'.repeat(200)],
    )
    for (const card of data) t.equal((await article(card.id)).excerpt, card.excerpt, 'the same with the article')
  },
)
