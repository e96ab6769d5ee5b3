import de from '../../src/web/messages/de.json' with { type: 'json' }
import en from '../../src/web/messages/en.json' with { type: 'json' }

const wide = { width: 1280, height: 900 }
const phone = { width: 320, height: 640 }

/** Both themes, both languages, and the widest and the narrowest of windows, with what the pages say then. */
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
  {
    name: 'light, phone, German',
    options: { colorScheme: 'light', locale: 'de-DE', viewport: phone },
    says: de,
  },
  {
    name: 'dark, wide, English',
    options: { colorScheme: 'dark', locale: 'en-GB', viewport: wide },
    says: en,
  },
] as const

const widths = [
  ['wide', wide],
  ['phone', phone],
] as const
const languages = [
  ['English', 'en-GB', en],
  ['German', 'de-DE', de],
] as const

/** Each language in each width. */
export const languagesAndWidths = languages.flatMap(([language, locale, says]) =>
  widths.map(([width, viewport]) => ({ name: `${language}, ${width}`, options: { locale, viewport }, says })),
)
