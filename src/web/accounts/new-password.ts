import { useTranslations } from 'use-intl'
import { isApiError } from '../api/errors.ts'
import { setPasswordByLinkLimits } from '../api/limits.ts'

/** How many characters a new password must have. */
export const { minLength } = setPasswordByLinkLimits.password

const known = [
  'CONTAINS_OWN_DATA',
  'COMMON_PASSWORD',
  'KEYBOARD_PATTERN',
  'REPETITION',
  'SEQUENCE',
  'DATE',
  'TOO_FEW_WORDS',
] as const

/** Whether a password is worth sending to the API, which judges how easy it is to guess. */
export function isLongEnough(password: string): boolean {
  return [...password].length >= minLength
}

/** Says what is wrong with a new password: too short, or what the API found. */
export function useNewPasswordProblem(): (isTooShort: boolean, error: Error | null) => string | undefined {
  const t = useTranslations('newPassword')
  return (isTooShort, error) => {
    if (isTooShort) return t('tooShort', { min: minLength })
    if (!isApiError(error, 'PASSWORD_TOO_WEAK')) return undefined
    const sentences = known.filter((code) => error.problems.includes(code)).map((code) => t(`problems.${code}`))
    return [t('tooWeak'), ...sentences].join(' ')
  }
}
