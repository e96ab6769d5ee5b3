import { createSetting } from '../settings/setting.ts'

export const languages = ['de', 'en'] as const
export type Language = (typeof languages)[number]

function languageOf(locale: string): string {
  return locale.toLowerCase().split('-')[0] ?? ''
}

/** The chosen language; until then, the first of the browser's that there is. */
export const language = createSetting('portal.language', languages, () => {
  for (const locale of navigator.languages) {
    const known = languages.find((candidate) => candidate === languageOf(locale))
    if (known) return known
  }
  return 'en'
})

/** How dates and numbers are written: as in the user's country (de-AT, en-GB), where the browser names one. */
export function regionalLocale(chosen: Language): string {
  return navigator.languages.find((locale) => languageOf(locale) === chosen) ?? chosen
}
