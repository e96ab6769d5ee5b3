import type { SingleSignOnError } from '../../schemas/oidc.ts'
import { isDatabaseUnavailable } from '../database/unavailable.ts'

/** The reason why single sign-on ended. People are shown only the code. */
export class SingleSignOnRefusal extends Error {
  readonly code: SingleSignOnError

  /** @param reason for the log of the operator */
  constructor(code: SingleSignOnError, reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.code = code
  }
}

/** The refusal of an identity that signs in nobody. @param reason for the log of the operator */
export function refused(reason: string): SingleSignOnRefusal {
  return new SingleSignOnRefusal('SINGLE_SIGN_ON_REFUSED', reason)
}

/** The code for the sign-in page; undefined for an internal error. */
export function refusalCode(error: unknown): SingleSignOnError | undefined {
  if (error instanceof SingleSignOnRefusal) return error.code
  if (isDatabaseUnavailable(error)) return 'SERVICE_UNAVAILABLE'
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'RATE_LIMITED' || code === 'SERVICE_UNAVAILABLE' ? code : undefined
}
