/**
 * Error codes of mysql2, Node and the servers for a database that is unavailable, or that did not answer in time. They are
 * answered with 503. They are temporary.
 */
const codes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'POOL_CLOSED',
  'ER_CON_COUNT_ERROR',
  'ER_TOO_MANY_USER_CONNECTIONS',
  'ER_USER_LIMIT_REACHED',
  'ER_SERVER_SHUTDOWN',
  'ER_CONNECTION_KILLED',
  'ER_NORMAL_SHUTDOWN',
  'ER_NEW_ABORTING_CONNECTION',
  'ER_ABORTING_CONNECTION',
  'ER_QUERY_INTERRUPTED',
  'ER_QUERY_TIMEOUT',
  'ER_STATEMENT_TIMEOUT',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_LOCK_DEADLOCK',
  'ER_TRANSACTION_ROLLBACK_DURING_COMMIT',
  'ER_ERROR_DURING_COMMIT',
  'ER_UNKNOWN_COM_ERROR', // The answer of a cluster node that is not ready, or is cut off from the others.
  'ER_OPTION_PREVENTS_STATEMENT',
  'ER_READ_ONLY_MODE',
  'ER_DISK_FULL',
  'ER_RECORD_FILE_FULL',
])

/** Whether an error says that the database is temporarily unavailable. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && codes.has(error.code)) return true
  if ('errcode' in error && (error.errcode === 5 || error.errcode === 6)) return true // SQLITE_BUSY, SQLITE_LOCKED
  return /^(Queue limit reached|Pool is closed|driver has already been destroyed|Can't add new command when connection is in closed state)/.test(
    error.message,
  )
}

/** The errors of a transaction in conflict with another one, on this server or on another node of the cluster. */
const conflictCodes = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_TRANSACTION_ROLLBACK_DURING_COMMIT'])

/**
 * Whether a transaction failed only because of a conflict with another one, and may be run again after its rollback. A
 * COMMIT can fail with a conflict too. A COMMIT without an answer is no conflict, because it may have succeeded.
 */
export function isTransactionConflict(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return false
  if (conflictCodes.has(error.code)) return true
  // A COMMIT reports a deadlock as 149 (HA_ERR_LOCK_DEADLOCK) or 35 (EDEADLK).
  return error.code === 'ER_ERROR_DURING_COMMIT' && /\berror (149|35)\b/.test(error.message)
}
