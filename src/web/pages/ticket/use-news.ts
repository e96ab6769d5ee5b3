import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Comment } from '../../api/types.ts'
import { announce } from '../../ui/announce.ts'
import { useAuthorName } from './author-name.ts'

/**
 * Which comments of others arrived while the page was open; each is read out once.
 *
 * @returns their ids
 */
export function useNews(comments: Comment[]): ReadonlySet<string> {
  const t = useTranslations('ticket')
  const nameOf = useAuthorName()
  const known = useRef(new Set(comments.map(({ id }) => id)))
  const [news, setNews] = useState<ReadonlySet<string>>(new Set())

  useEffect(() => {
    const arrived = comments.filter(({ id }) => !known.current.has(id))
    for (const { id } of arrived) known.current.add(id)
    const fromOthers = arrived.filter(({ isOwn }) => !isOwn)
    const latest = fromOthers.at(-1)
    if (!latest) return
    setNews((current) => new Set([...current, ...fromOthers.map(({ id }) => id)]))
    announce(t('newReply', { count: fromOthers.length, name: nameOf(latest) }))
  }, [comments, t, nameOf])
  return news
}
