import type { ReactNode } from 'react'

interface Props {
  icon: ReactNode
  title: string
  text: string
  /** What one can do about it. */
  children?: ReactNode
  testId: string
}

/** There is nothing here, and that is fine. */
export function EmptyState({ icon, title, text, children, testId }: Props) {
  return (
    <div className="empty" data-testid={testId}>
      <span className="empty-icon">{icon}</span>
      <h2>{title}</h2>
      <p>{text}</p>
      {children && <div className="empty-actions">{children}</div>}
    </div>
  )
}
