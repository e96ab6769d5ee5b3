import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { demoArticles } from '../../src/demo/articles.ts'
import { demoIds } from '../../src/demo/people.ts'
import type { Row } from '../../src/demo/rows.ts'

const articles = 4000
const sectionsOfArticle = 6
const day = 24 * 60 * 60 * 1000
const firstDay = Date.parse('2015-01-01T00:00:00.000Z')

/** An article that everybody of the first tenant may read. */
export const readArticleSlug = 'article-1200'

/** Thousands of articles, put together from the sections of the demo's; every fourth is internal or a draft. */
export function* articleRows(): Iterable<Row> {
  const sections = demoArticles.flatMap(({ slug }) =>
    readFileSync(new URL(`../../src/demo/articles/${slug}.md`, import.meta.url), 'utf8').split(/\n(?=## )/),
  )
  for (let position = 0; position < articles; position++) {
    const model = demoArticles[position % demoArticles.length]
    if (!model) continue
    const content = Array.from(
      { length: sectionsOfArticle },
      // Steps without a common divisor put other sections together each time.
      (_, part) => sections[(position * (part + 1) + part * 7) % sections.length] ?? '',
    )
    const time = new Date(firstDay + position * day).toISOString()
    yield {
      id: randomUUID(),
      tenant_id: demoIds.demoOrg,
      title: `${model.title} (${position})`,
      slug: `article-${position}`,
      content: content.join('\n'),
      category: model.category,
      tags: JSON.stringify(model.tags),
      visibility: position % 8 === 1 ? 'internal' : 'public',
      status: position % 8 === 2 ? 'draft' : 'published',
      author_id: demoIds.sabine,
      created_at: time,
      updated_at: time,
      published_at: time,
    }
  }
}
