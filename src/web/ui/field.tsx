import { type ReactNode, useId } from 'react'
import { WarningIcon } from './icons.tsx'

/** What connects an input with its label, hint and error. */
export interface FieldProps {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean
}

interface Props {
  label: string
  hint?: string | undefined
  error?: string | undefined
  children: (props: FieldProps) => ReactNode
}

/** An input with its label, a hint and what is wrong with it. */
export function Field({ label, hint, error, children }: Props) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error !== undefined })}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <WarningIcon /> {error}
        </p>
      )}
    </div>
  )
}
