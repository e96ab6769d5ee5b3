import type { Article, ArticleCard } from '../../schemas/knowledge-base.ts'
import { toIso, toIsoRequired } from '../database/timestamps.ts'
import { excerpt, excerptSourceLength, firstCharacters, renderArticle } from '../markdown/markdown.ts'
import { excerptWith, type FindWords } from './matches.ts'
import { tagsOf } from './tags.ts'

/** The columns of a card. */
export const cardColumns = [
  'kb_articles.id',
  'kb_articles.slug',
  'kb_articles.title',
  'kb_articles.category',
  'kb_articles.tags',
  'kb_articles.published_at',
  'kb_articles.updated_at',
] as const

/** An article in the terms of the contract, with its text as HTML. */
export function toArticle(row: ArticleRow): Article {
  return {
    ...toCard(row, excerpt(firstCharacters(row.content, excerptSourceLength))),
    content: row.content,
    contentHtml: renderArticle(row.content),
  }
}

export interface CardRow {
  id: string
  slug: string
  title: string
  category: string | null
  tags: string
  published_at: string | null
  updated_at: string
}

/** An article as the ITSM stores it. */
export interface ArticleRow extends CardRow {
  content: string
}

/** A card of a list; with the words of a search, it says where they stand. */
export function toListedCard(row: CardRow & { beginning: string }, find: FindWords | undefined): ArticleCard {
  if (find === undefined) return toCard(row, excerpt(row.beginning))
  const shown = excerptWith(find, row.beginning)
  const card = toCard(row, shown.excerpt)
  const matches = {
    title: find(card.title),
    excerpt: shown.ranges,
    category: find(card.category ?? ''),
    tags: card.tags.filter((tag) => find(tag).length > 0),
  }
  return { ...card, matches }
}

function toCard(row: CardRow, shown: string): Omit<ArticleCard, 'matches'> {
  return {
    id: row.id,
    slug: row.slug,
    address: opensSomethingElse(row.slug) ? row.id : row.slug,
    title: row.title,
    excerpt: shown,
    category: row.category,
    tags: tagsOf(row.tags),
    publishedAt: toIso(row.published_at),
    updatedAt: toIsoRequired(row.updated_at),
  }
}

/**
 * Whether an address with this slug can open something else: another operation, another article by its id (a UUID, or a
 * number), or, because browsers and proxies rewrite some paths, another page.
 */
function opensSomethingElse(slug: string): boolean {
  return (
    ['', '.', '..', 'categories'].includes(slug) || /[/\\]|^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$|^\d+$/i.test(slug)
  )
}
