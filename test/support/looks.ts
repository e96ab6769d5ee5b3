import de from '../../src/web/messages/de.json' with { type: 'json' }
import en from '../../src/web/messages/en.json' with { type: 'json' }

/** The widest and the narrowest of windows that pages are shown in. */
export const wide = { width: 1280, height: 900 }
export const phone = { width: 320, height: 640 }

/** How a page can be shown, and the texts that it has then. Flows are walked in one of the looks, pages in both. */
export const wideEnglish = {
  name: 'light, wide, English',
  options: { colorScheme: 'light', locale: 'en-GB', viewport: wide },
  says: en,
} as const
export const phoneGerman = {
  name: 'dark, phone, German',
  options: { colorScheme: 'dark', locale: 'de-DE', viewport: phone },
  says: de,
} as const

/** Both themes, both languages and both widths. */
export const looks = [wideEnglish, phoneGerman] as const

/** A text as a page shows it: with a limit filled in for `{min, number}` or `{max, number}`. */
export function withLimit(text: string, limit: number, { options }: { options: { locale: string } }): string {
  return text.replace(/\{\w+, number\}/, limit.toLocaleString(options.locale))
}
