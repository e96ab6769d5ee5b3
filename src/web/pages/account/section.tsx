import { type ReactNode, useId } from 'react'

interface Props {
  title: string
  text?: string
  testId: string
  children: ReactNode
}

/** A part of the page of the account. */
export function Section({ title, text, testId, children }: Props) {
  const id = useId()
  return (
    <section className="card card-padded account-section" aria-labelledby={id} data-testid={testId}>
      <div>
        <h2 id={id}>{title}</h2>
        {text && <p className="muted">{text}</p>}
      </div>
      {children}
    </section>
  )
}
