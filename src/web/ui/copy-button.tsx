import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { announce } from './announce.ts'

interface Props {
  /** What goes into the clipboard. */
  text: string
  /** What it says; by default `Copy`. */
  label?: string
  isSmall?: boolean
  testId: string
}

/** Puts a text into the clipboard. Only pages that came by TLS may: elsewhere it is not there. */
export function CopyButton({ text, label, isSmall = false, testId }: Props) {
  const t = useTranslations('copy')
  const [isCopied, setIsCopied] = useState(false)
  if (!navigator.clipboard) return null
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => {
        setIsCopied(true)
        announce(t('copied'))
      },
      () => undefined,
    )
  return (
    <button type="button" className={isSmall ? 'button button-small' : 'button'} onClick={copy} data-testid={testId}>
      {isCopied ? t('copied') : (label ?? t('copy'))}
    </button>
  )
}
