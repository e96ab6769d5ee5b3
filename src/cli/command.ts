import { readSettings, type Settings } from '../config.ts'
import { type OpenDatabase, openDatabase } from '../database/connection.ts'
import { Refusal } from './refusal.ts'
import { printError } from './terminal.ts'

/** Milliseconds for a statement that changes tables: an index on a large one, or the lock of another replica, takes its time. */
export const layoutTimeout = 24 * 60 * 60 * 1000

/**
 * Runs a command on the database of the configuration and closes it afterwards. What it throws is told to the operator.
 *
 * @param work returns the exit code, or throws a {@link Refusal}
 * @param timeout milliseconds after which a statement has failed; by default as configured
 */
export async function runCommand(
  work: (database: OpenDatabase, settings: Settings) => Promise<number>,
  timeout?: number,
): Promise<void> {
  let database: OpenDatabase | undefined
  try {
    const settings = readSettings(process.env)
    const { DATABASE_URL, DATABASE_URL_FILE } = process.env
    // Whoever forgot to set it must not take this for the ITSM.
    if (!DATABASE_URL && !DATABASE_URL_FILE) printError('DATABASE_URL is not set: this is the embedded demo database.')
    database = openDatabase({ ...settings, DATABASE_TIMEOUT_MS: timeout ?? settings.DATABASE_TIMEOUT_MS })
    process.exitCode = await work(database, settings)
  } catch (error) {
    process.exitCode = error instanceof Refusal ? error.exitCode : 1
    printError(explain(error))
  } finally {
    await database?.kysely.destroy()
  }
}

const lacksPrivilege =
  'The account in DATABASE_URL lacks this privilege; the README says which account each command takes.'

/** What an operator can do about an answer of MySQL or MariaDB, by its code. */
const hints: Record<string, string> = {
  ER_ACCESS_DENIED_ERROR:
    'This is the account in DATABASE_URL: check its name and password, and from where it may connect.',
  ER_DBACCESS_DENIED_ERROR: lacksPrivilege,
  ER_TABLEACCESS_DENIED_ERROR: lacksPrivilege,
  ER_NO_DB_ERROR: 'DATABASE_URL names no database; its name stands behind the host: mysql://…/NAME.',
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (!('code' in error)) return error.message
  const hint = hints[String(error.code)]
  return `${error.message} (${error.code})${hint === undefined ? '' : `\n${hint}`}`
}
