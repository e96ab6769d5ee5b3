import { readSettings } from '../config/read-settings.ts'
import type { Settings } from '../config/settings.ts'
import type { OpenDatabase } from '../database/connection.ts'
import { openDatabase } from '../database/open-database.ts'
import { Refusal, wrongCall } from './refusal.ts'
import { ownTerminal, print, printError, type Terminal } from './terminal.ts'

/** Milliseconds for a statement that changes tables: an index on a large one, or the lock of another replica, takes its time. */
export const layoutTimeout = 24 * 60 * 60 * 1000

/** A command. @returns its exit code */
export type Command = (terminal: Terminal) => Promise<number>

/** What a command does with an open database. @returns the exit code, or throws a {@link Refusal} */
export type Work<Call> = (context: {
  terminal: Terminal
  database: OpenDatabase
  settings: Settings
  call: Call
}) => Promise<number>

/**
 * Makes a command that works on the database of the configuration. `--help` prints the usage (exit code 0). A wrong
 * call prints what is wrong and the usage (2). What the work throws is told to the operator (1).
 *
 * @param parse reads the arguments, or throws a {@link Refusal}
 * @param timeout milliseconds after which a statement has failed; by default as configured
 */
export function databaseCommand<Call>(
  { usage, parse, timeout }: { usage: string; parse: (args: readonly string[]) => Call; timeout?: number },
  work: Work<Call>,
): Command {
  return async (terminal) => {
    const { args, environment } = terminal
    if (args[0] === 'help' || args.includes('--help')) {
      print(terminal, usage)
      return 0
    }
    let database: OpenDatabase | undefined
    try {
      const call = parsed(usage, () => parse(args))
      const settings = readSettings(environment)
      const { DATABASE_URL, DATABASE_URL_FILE } = environment
      // Whoever forgot to set it must not take this for the ITSM.
      if (!DATABASE_URL && !DATABASE_URL_FILE)
        printError(terminal, 'DATABASE_URL is not set: this is the embedded demo database.')
      database = openDatabase({ ...settings, DATABASE_TIMEOUT_MS: timeout ?? settings.DATABASE_TIMEOUT_MS })
      return await work({ terminal, database, settings, call })
    } catch (error) {
      printError(terminal, explain(error))
      return error instanceof Refusal ? error.exitCode : 1
    } finally {
      await database?.kysely.destroy()
    }
  }
}

/** Runs a command as this process, where its file was started rather than imported. */
export async function runAsProgram({ main }: ImportMeta, command: Command): Promise<void> {
  if (main) process.exitCode = await command(ownTerminal)
}

/** Reads a call. A refusal shows how the command is called. */
function parsed<Call>(usage: string, parse: () => Call): Call {
  try {
    return parse()
  } catch (error) {
    throw error instanceof Refusal ? wrongCall(`${error.message}\n\n${usage}`) : error
  }
}

const lacksPrivilege =
  'The account in DATABASE_URL lacks this privilege; docs/operating.md says which account each command takes.'

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
