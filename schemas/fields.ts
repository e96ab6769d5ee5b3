import { type TEnum, type TObject, type TProperties, type TSchema, Type } from 'typebox'

/** An object without other members. A request with other members is refused. Other members are left out of an answer. */
export function Closed<P extends TProperties>(
  properties: P,
  options: { title?: string; description?: string } = {},
): TObject<P> {
  return Type.Object(properties, { ...options, additionalProperties: false })
}

const noControlCharacters = '^\\P{Cc}*$'
const visibleOneWay = '^(?=.*[\\p{L}\\p{N}\\p{P}\\p{S}])[^\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069]*$'
const noControlCharactersButLineBreaks = '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]*$'

/**
 * What is done with all text that people type, before its length is checked: blanks around it go, and characters are
 * composed (Unicode Normalization Form C, UAX 15), so that `é` is one character whatever the keyboard sent.
 */
export const typed = { transform: ['trim'], normalization: 'NFC' }

/** One line that a person types: trimmed, without control characters. Lengths are in Unicode code points. */
export function Line(limits: { minLength: number; maxLength: number }, options: object = {}) {
  return Type.String({ ...limits, pattern: noControlCharacters, ...typed, ...options })
}

/**
 * One line that other people read first, such as a title. It has at least one visible character, and no character that
 * changes the direction of writing: `abc\u202egnp.exe` would look like another name (Unicode, UTR 36).
 */
export function Headline(limits: { minLength: number; maxLength: number }, options: object = {}) {
  return Type.String({ ...limits, pattern: visibleOneWay, ...typed, ...options })
}

/** The most characters of a description or comment, which is the ITSM's own limit. */
export const maxTextLength = 50_000

/** Bytes of the largest body with such a text: every character is an escaped surrogate pair of 12 bytes. */
export const maxTextBody = 640 * 1024

/** Text of several lines that a person types: trimmed, without control characters other than tab and line break. */
export function Text(limits: { minLength: number; maxLength: number }, options: object = {}) {
  return Type.String({ ...limits, pattern: noControlCharactersButLineBreaks, ...typed, ...options })
}

/** A string taken as it is (a password), without control characters. */
export function Secret(limits: { minLength: number; maxLength: number }, options: object = {}) {
  return Type.String({ ...limits, pattern: noControlCharacters, ...options })
}

/** One of a few words. */
export function OneOf<Word extends string>(values: readonly Word[], options: object = {}): TEnum<Word[]> {
  return Type.Enum([...values], { type: 'string', ...options })
}

/**
 * A member that a request may leave out because it has a default: handlers find it always there, so that it is
 * required to the compiler and optional in the contract.
 */
export function Defaulted<S extends TSchema>(schema: S): S {
  return Type.Optional(schema) as TSchema as S
}

/** A point in time, RFC 3339 in UTC with milliseconds. */
export function Timestamp(description: string) {
  return Type.String({ format: 'date-time', description, examples: ['2026-03-01T09:30:00.000Z'] })
}

export function Nullable<S extends TSchema>(schema: S) {
  return Type.Union([schema, Type.Null()])
}

/** The identifier of a row of the ITSM: opaque, to be compared only. */
export function Id(description: string) {
  return Type.String({ description, examples: ['6f9619ff-8b86-4d11-b42d-00c04fc964ff'] })
}

/** The header by which a client may send the same request again without doing it twice. */
export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      pattern: '^[\\w-]{8,64}$',
      description:
        'A random key, such as a UUID, of one attempt to create something. Sent again within 24 hours with the same body, it answers with what was created the first time.',
      examples: ['0d4f5d3e-9a53-4f7e-b5a6-6f2b8a3c1e90'],
    }),
  ),
})

/** `{ "data": … }`, the envelope of one thing. */
export function One<S extends TSchema>(schema: S) {
  return Closed({ data: schema })
}
