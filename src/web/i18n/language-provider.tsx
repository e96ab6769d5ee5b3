import { type ReactNode, useEffect } from 'react'
import { IntlProvider } from 'use-intl'
import de from '../messages/de.json'
import en from '../messages/en.json'
import { useSetting } from '../settings/setting.ts'
import { type Language, language, regionalLocale } from './language.ts'

// Both languages must say the same things: this does not compile otherwise.
const messages: Record<Language, typeof en> = { de, en }
const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Gives the pages their texts in the chosen language. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const chosen = useSetting(language)
  useEffect(() => {
    document.documentElement.lang = chosen
  }, [chosen])
  return (
    <IntlProvider locale={regionalLocale(chosen)} messages={messages[chosen]} timeZone={timeZone}>
      {children}
    </IntlProvider>
  )
}
