import type { KeyboardEvent } from 'react'

interface Props<Id extends string> {
  label: string
  /** The id of what they switch. */
  panel: string
  tabs: readonly { id: Id; label: string }[]
  selected: Id
  onSelect(id: Id): void
  testId: string
}

/** Tabs as the ARIA practices describe them: the arrow keys go from one to the next. */
export function Tabs<Id extends string>({ label, panel, tabs, selected, onSelect, testId }: Props<Id>) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const position = tabs.findIndex((tab) => tab.id === selected)
    const next = tabs.at((position + step) % tabs.length)
    if (!next) return
    onSelect(next.id)
    document.getElementById(`${panel}-${next.id}`)?.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          id={`${panel}-${tab.id}`}
          type="button"
          role="tab"
          className="tab"
          aria-selected={tab.id === selected}
          aria-controls={panel}
          tabIndex={tab.id === selected ? 0 : -1}
          onClick={() => onSelect(tab.id)}
          onKeyDown={onKeyDown}
          data-testid={`${testId}-tab-${tab.id}`}
        >
          {tab.label}
        </button>
      ))}
    </div>
  )
}
