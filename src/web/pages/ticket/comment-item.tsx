import { useTranslations } from 'use-intl'
import type { Comment } from '../../api/types.ts'
import { Markdown } from '../../ui/markdown.tsx'
import { Time } from '../../ui/time.tsx'
import { useAuthorName } from './author-name.ts'

/** One message: one's own to the right, those of others to the left, each with who and when. */
export function CommentItem({ comment, isNew }: { comment: Comment; isNew: boolean }) {
  const t = useTranslations('ticket')
  const nameOf = useAuthorName()
  const side = comment.isOwn ? 'own' : comment.source === 'agent' ? 'agent' : 'other'
  const role = { own: t('you'), agent: t('serviceDesk'), other: null }[side]
  const name = nameOf(comment)
  return (
    <li className={`comment comment-${side}`} data-testid="item-portal-comment" data-author={side}>
      <p className="comment-head">
        <strong>{name}</strong>
        {role && role !== name && <span className="comment-role">{role}</span>}
        {comment.source === 'email' && <span className="comment-role">{t('byEmail')}</span>}
        {isNew && (
          <span className="comment-new" data-testid="badge-portal-new-comment">
            {t('new')}
          </span>
        )}
        <span className="comment-time">
          <Time at={comment.createdAt} style="agoOrExact" />
        </span>
      </p>
      <div className="comment-body">
        <Markdown html={comment.contentHtml} />
      </div>
    </li>
  )
}
