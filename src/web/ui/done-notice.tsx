import { CheckIcon } from './icons.tsx'

/** Says that something worked. The region is there before the text, so that screen readers notice the text. */
export function DoneNotice({ text, testId }: { text: string | undefined; testId: string }) {
  return (
    <div className="done-notice" role="status">
      {text && (
        <p className="notice notice-info" data-testid={testId}>
          <CheckIcon /> <span className="notice-body">{text}</span>
        </p>
      )}
    </div>
  )
}
