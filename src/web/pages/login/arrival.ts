/** Why somebody came to the sign-in page. */
interface Arrival {
  /** The session ran out or was ended. */
  hasEnded: boolean
  /** The e-mail of the account that has just been given a new password. */
  passwordSetFor: string | undefined
}

/** Reads it from what a navigation brought along, which may be anything. */
export function arrivalOf(state: unknown): Arrival {
  const given: Record<string, unknown> = typeof state === 'object' && state !== null ? { ...state } : {}
  return {
    hasEnded: given.ended === true,
    passwordSetFor: typeof given.passwordSetFor === 'string' ? given.passwordSetFor : undefined,
  }
}
