import type { ErrorDetail } from '../../schemas/errors.ts'
import { apiError } from '../api-error.ts'

/** The words that a new password must not contain. */
export interface PasswordOwner {
  email: string
  displayName: string
  customerName: string
}

/** The smallest accepted number of guesses, as a power of ten. OWASP asks for a strength meter; zxcvbn calls 8 "safely unguessable". */
const minGuesses = 8
/** The smallest length of a personal word that is refused. Shorter words occur in too many passwords. */
const minWord = 4

/**
 * Refuses passwords that are easy to guess: common ones, patterns, and those with the e-mail or the customer's name
 * (NIST SP 800-63B, 3.1.1.2; length is checked by the contract). There are no rules about kinds of characters.
 *
 * @param path the part of the request with the password
 * @throws PASSWORD_TOO_WEAK with the problems
 */
export async function assertGoodPassword(password: string, owner: PasswordOwner, path: string): Promise<void> {
  const problems = await problemsOf(password, owner)
  if (problems.length > 0)
    throw apiError(
      'PASSWORD_TOO_WEAK',
      undefined,
      problems.map((problem): ErrorDetail => ({ path, code: problem, message: sentences[problem] })),
    )
}

/** The problems of a password. Front ends translate them by their codes. */
export const sentences = {
  CONTAINS_OWN_DATA: 'It contains your e-mail address, your name or the name of your company.',
  COMMON_PASSWORD: 'It is, or resembles, one of the most common passwords.',
  KEYBOARD_PATTERN: 'Keys that lie next to each other are easy to guess.',
  REPETITION: 'Repeated characters are easy to guess.',
  SEQUENCE: 'Sequences such as abc or 123 are easy to guess.',
  DATE: 'Dates and years are easy to guess.',
  TOO_FEW_WORDS: 'Add more words; uncommon ones are better.',
} as const

export type PasswordProblem = keyof typeof sentences

async function problemsOf(password: string, owner: PasswordOwner): Promise<PasswordProblem[]> {
  const ownWords = wordsOf(owner)
  const lower = password.toLowerCase()
  if (ownWords.some((word) => lower.includes(word))) return ['CONTAINS_OWN_DATA']
  const { guessesLog10, feedback } = (await strength()).check(password, ownWords)
  if (guessesLog10 >= minGuesses) return []
  return [warnings[feedback.warning ?? ''] ?? 'TOO_FEW_WORDS']
}

function wordsOf({ email, displayName, customerName }: PasswordOwner): string[] {
  const texts = [email.split('@')[0] ?? '', email, ...`${displayName} ${customerName}`.split(/[^\p{L}\p{N}]+/u)]
  return [...new Set(texts.map((text) => text.toLowerCase()))].filter((word) => word.length >= minWord)
}

/** The warnings of the library. */
const warnings: Record<string, PasswordProblem> = {
  topTen: 'COMMON_PASSWORD',
  topHundred: 'COMMON_PASSWORD',
  common: 'COMMON_PASSWORD',
  similarToCommon: 'COMMON_PASSWORD',
  straightRow: 'KEYBOARD_PATTERN',
  keyPattern: 'KEYBOARD_PATTERN',
  simpleRepeat: 'REPETITION',
  extendedRepeat: 'REPETITION',
  sequences: 'SEQUENCE',
  recentYears: 'DATE',
  dates: 'DATE',
  userInputs: 'CONTAINS_OWN_DATA',
}

let library: Promise<{ check: Check }> | undefined
type Check = (password: string, own: string[]) => { guessesLog10: number; feedback: { warning: string | null } }

/** Loads the library at its first use. Its dictionaries take about 40 MB. */
function strength(): Promise<{ check: Check }> {
  library ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]).then(
    // The time grows with the length. Further characters only make a password stronger.
    ([{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }]) =>
      new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: 64 }),
  )
  return library
}
