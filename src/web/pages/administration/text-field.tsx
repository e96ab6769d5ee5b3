import { Field } from '../../ui/field.tsx'

interface Props {
  label: string
  name: 'email' | 'displayName'
  type: 'text' | 'email'
  maxLength: number
  value: string
  onChange(value: string): void
  error: string | undefined
}

/** One line about a user. It is somebody else's: the browser must not offer one's own. */
export function TextField({ label, name, type, maxLength, value, onChange, error }: Props) {
  return (
    <Field label={label} error={error}>
      {(field) => (
        <input
          {...field}
          name={name}
          type={type}
          required
          // A blank alone is nothing.
          pattern=".*\S.*"
          maxLength={maxLength}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          data-testid={`input-portal-admin-${name}`}
        />
      )}
    </Field>
  )
}
