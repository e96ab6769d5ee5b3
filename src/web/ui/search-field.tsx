import { useEffect, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { CloseIcon, SearchIcon } from './icons.tsx'

/** Milliseconds without a key press after which a search begins. */
const pause = 200
/** The longest search that the API takes. */
const maxLength = 100

interface Props {
  label: string
  placeholder: string
  /** What is searched for now, as the address says. */
  value: string
  onSearch(value: string): void
  testId: string
}

/** Searches while one types. */
export function SearchField({ label, placeholder, value, onSearch, testId }: Props) {
  const t = useTranslations('layout')
  const id = useId()
  const [typed, setTyped] = useState(value)
  const [searched, setSearched] = useState(value)
  // The address changed by another way (back, a link): the field follows it.
  if (value !== searched) {
    setSearched(value)
    setTyped(value)
  }
  const wanted = typed.trim()
  useEffect(() => {
    if (wanted === searched) return
    const timer = setTimeout(() => {
      setSearched(wanted)
      onSearch(wanted)
    }, pause)
    return () => clearTimeout(timer)
  }, [wanted, searched, onSearch])

  return (
    <search className="search-field">
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <SearchIcon />
      <input
        id={id}
        type="search"
        value={typed}
        maxLength={maxLength}
        placeholder={placeholder}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        data-testid={testId}
      />
      {typed !== '' && (
        <button type="button" className="icon-button" aria-label={t('clearSearch')} onClick={() => setTyped('')}>
          <CloseIcon />
        </button>
      )}
    </search>
  )
}
