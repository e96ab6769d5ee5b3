import type { ReactNode } from 'react'

interface Props<Value extends string> {
  /** Groups the radio buttons. */
  name: string
  legend: string
  value: Value
  options: readonly { value: Value; label: ReactNode }[]
  onChange(value: Value): void
  testId: string
}

/** A choice between a few things that are all in sight. */
export function Segments<Value extends string>({ name, legend, value, options, onChange, testId }: Props<Value>) {
  return (
    <fieldset className="segments" data-testid={testId}>
      <legend>{legend}</legend>
      <div className="segments-options">
        {options.map((option) => (
          <label key={option.value} className="segment">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              data-testid={`${testId}-${option.value}`}
            />
            <span className="segment-label">{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
