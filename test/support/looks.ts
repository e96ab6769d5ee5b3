import de from '../../src/web/messages/de.json' with { type: 'json' }
import en from '../../src/web/messages/en.json' with { type: 'json' }

/** The windows that pages are shown in. */
export const wide = { width: 1280, height: 900 }
export const phone = { width: 320, height: 640 }

/** Both themes, with both languages and the widest and the narrowest of windows, and what the pages say then. */
export const looks = [
  {
    name: 'light, wide, English',
    options: { colorScheme: 'light', locale: 'en-GB', viewport: wide },
    says: en,
  },
  {
    name: 'dark, phone, German',
    options: { colorScheme: 'dark', locale: 'de-DE', viewport: phone },
    says: de,
  },
] as const

/** Both languages, one in each width; test/web/every-look.test.ts crosses them. */
export const languagesAndWidths = [
  { name: 'English, wide', options: { locale: 'en-GB', viewport: wide }, says: en },
  { name: 'German, phone', options: { locale: 'de-DE', viewport: phone }, says: de },
] as const
