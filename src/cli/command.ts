import { ConfigError, readSettings, type Settings } from '../config.ts'
import { type Database, openDatabase } from '../database/connection.ts'

/**
 * Runs a command on the database of the configuration and closes it afterwards.
 *
 * @param work returns the exit code
 */
export async function runCommand(work: (database: Database, settings: Settings) => Promise<number>): Promise<void> {
  let database: Database | undefined
  try {
    const settings = readSettings(process.env)
    database = openDatabase(settings)
    process.exitCode = await work(database, settings)
  } catch (error) {
    process.exitCode = 1
    console.error(error instanceof ConfigError ? error.message : explain(error))
  } finally {
    await database?.kysely.destroy()
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error ? `${error.message} (${error.code})` : error.message
}
