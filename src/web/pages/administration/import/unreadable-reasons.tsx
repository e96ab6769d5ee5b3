import { isApiError } from '../../../api/errors.ts'

/** Why exactly a file cannot be read, and in which lines. The service says it in English. */
export function UnreadableReasons({ error }: { error: Error }) {
  if (!isApiError(error, 'IMPORT_UNREADABLE')) return null
  return error.reasons.map((reason) => (
    <p key={reason} lang="en" data-testid="text-portal-admin-unreadable">
      {reason}
    </p>
  ))
}
