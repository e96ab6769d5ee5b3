/** What the log keeps of an error. */
export interface LoggedError {
  type: string
  message: string
  code: string | undefined
  stack: string
  [further: string]: unknown
}

/**
 * An error for the log. Errors of the database quote values, that is, what customers wrote, and carry the whole
 * statement: everything from the first quote on is blanked, for a value may hold quotes itself and be cut off; the
 * statement is left out. Code and stack say where to look.
 */
export function loggedError(error: Error): LoggedError {
  const isOfDatabase = 'sqlState' in error || 'sql' in error || 'errcode' in error
  const clean = (text: string) => (isOfDatabase ? text.replace(/'.*/s, "'…'") : text)
  return {
    type: error.name,
    message: clean(error.message),
    code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    // The stack begins with the message.
    stack: (error.stack ?? '').replace(error.message, () => clean(error.message)),
  }
}
