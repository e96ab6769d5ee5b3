/** The parts of an error that are logged. */
export interface LoggedError {
  type: string
  message: string
  code: string | undefined
  stack: string
  [further: string]: unknown
}

/**
 * Makes an error safe for the log. Errors of the database quote values, which may be texts of customers, and contain the
 * whole statement. Everything after the first quote is blanked, because a value can contain quotes itself and can be cut
 * off. The statement is left out. Code and stack remain.
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
