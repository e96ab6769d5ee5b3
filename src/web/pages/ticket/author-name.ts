import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import type { Comment } from '../../api/types.ts'

/** Who wrote a comment, also where the ITSM no longer knows the name. */
export function useAuthorName(): (comment: Comment) => string {
  const t = useTranslations('ticket')
  return useCallback(
    ({ author, source }) => author?.displayName ?? t(source === 'agent' ? 'serviceDesk' : 'unknownAuthor'),
    [t],
  )
}
