import { useTranslations } from 'use-intl'
import type { Comment } from '../../api/types.ts'
import { CommentItem } from './comment-item.tsx'
import { useNews } from './use-news.ts'

/** What was said, oldest first. What arrives while one looks is marked and read out. */
export function Conversation({ comments }: { comments: Comment[] }) {
  const t = useTranslations('ticket')
  const news = useNews(comments)
  return (
    <section className="conversation" aria-labelledby="conversation" data-testid="card-portal-comments">
      <h2 id="conversation">
        {t('conversation')} <span className="chip-count">{comments.length}</span>
      </h2>
      {comments.length === 0 ? (
        <p className="conversation-empty muted" data-testid="state-portal-no-comments">
          {t('noComments')}
        </p>
      ) : (
        <ol className="comments">
          {comments.map((comment) => (
            <CommentItem key={comment.id} comment={comment} isNew={news.has(comment.id)} />
          ))}
        </ol>
      )}
    </section>
  )
}
