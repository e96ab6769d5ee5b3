/** Whether a statement failed because a row with the same key exists already. */
export function isDuplicateKey(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && error.code === 'ER_DUP_ENTRY') return true
  // SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE
  return 'errcode' in error && (error.errcode === 1555 || error.errcode === 2067)
}
