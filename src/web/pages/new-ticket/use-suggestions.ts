import { useQueries } from '@tanstack/react-query'
import { articlesQuery } from '../../api/articles.ts'
import type { ArticleCard } from '../../api/types.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { searchWords } from './search-words.ts'

const shownAtMost = 3
/** Milliseconds without a key press. */
const pause = 300

/** A word in the title or the tags says more than one somewhere in the text; one of those alone says too little. */
const aboutScore = 3
const minimumScore = 2

function isAbout({ title, tags }: ArticleCard, word: string): boolean {
  return [title, ...tags].some((text) => text.toLowerCase().includes(word))
}

/**
 * Articles that may answer the question before it is asked. A search finds what holds all of its words, which of a
 * whole sentence hardly any article does: so each word is looked for by itself, and what holds most of them comes first.
 */
export function useSuggestions(title: string): { articles: ArticleCard[]; words: string[] } {
  const words = searchWords(useSettled(title, pause))
  const answers = useQueries({
    queries: words.map((q) => articlesQuery({ q, limit: 10 })),
  })
  const found = new Map<string, { article: ArticleCard; score: number }>()
  answers.forEach(({ data }, position) => {
    const word = (words[position] ?? '').toLowerCase()
    for (const article of data?.data ?? []) {
      const score = (found.get(article.id)?.score ?? 0) + (isAbout(article, word) ? aboutScore : 1)
      found.set(article.id, { article, score })
    }
  })
  const best = [...found.values()]
    .filter(({ score }) => score >= minimumScore)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, shownAtMost)
  return { articles: best.map(({ article }) => article), words }
}
