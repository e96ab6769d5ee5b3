import type { ReactNode } from 'react'

interface Props {
  isPending: boolean
  /** It cannot be used at the moment; it keeps its place in the order of the keyboard and says so. */
  isOff?: boolean
  /** What it says while it is at work. */
  pending: string
  children: ReactNode
  testId: string
}

/** Sends a form, once. */
export function SubmitButton({ isPending, isOff = false, pending, children, testId }: Props) {
  return (
    <button
      type="submit"
      className="button button-primary"
      aria-disabled={isPending || isOff}
      onClick={(event) => {
        if (isPending || isOff) event.preventDefault()
      }}
      data-testid={testId}
    >
      {isPending && <span className="spinner" aria-hidden="true" />}
      {isPending ? pending : children}
    </button>
  )
}
