/**
 * Error codes of mysql2, Node and the servers that say: the database cannot be asked now, or its answer did not come.
 * They are answered with 503, never with data, and heal by themselves.
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
  'ER_UNKNOWN_COM_ERROR', // A node of a cluster that is not ready, or cut off from the others, answers nothing else.
  'ER_OPTION_PREVENTS_STATEMENT',
  'ER_READ_ONLY_MODE',
  'ER_DISK_FULL',
  'ER_RECORD_FILE_FULL',
])

/** Whether an error says that the database is unavailable for now, rather than that a statement is wrong. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && codes.has(error.code)) return true
  if ('errcode' in error && (error.errcode === 5 || error.errcode === 6)) return true // SQLITE_BUSY, SQLITE_LOCKED
  return /^(Queue limit reached|Pool is closed|driver has already been destroyed|Can't add new command when connection is in closed state)/.test(
    error.message,
  )
}

/** A transaction met another one: of this server, or one that another node of the cluster committed first. */
const conflictCodes = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_TRANSACTION_ROLLBACK_DURING_COMMIT'])

/**
 * Whether a transaction failed only because it met another one, so that it may be run again after its rollback. A COMMIT
 * can say so too. A COMMIT without an answer is no conflict: the transaction may have been committed.
 */
export function isTransactionConflict(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return false
  if (conflictCodes.has(error.code)) return true
  // Of the failures of a COMMIT only these say that it was a deadlock: 149 (HA_ERR_LOCK_DEADLOCK) and 35 (EDEADLK).
  return error.code === 'ER_ERROR_DURING_COMMIT' && /\berror (149|35)\b/.test(error.message)
}
