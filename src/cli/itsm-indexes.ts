/**
 * Shows the recommended indexes that the ITSM's tables lack: `npm run itsm-indexes`; creates them:
 * `npm run itsm-indexes -- --create`. The only command that changes tables of the ITSM.
 */
import { readCatalogue } from '../database/itsm/catalogue.ts'
import { createIndexStatement, createMissingIndexes, missingIndexes } from '../database/itsm/indexes.ts'
import { parseOptions } from './call.ts'
import { databaseCommand, layoutTimeout, runAsProgram } from './command.ts'
import { print } from './terminal.ts'

const usage = `Usage: npm run itsm-indexes [-- --create]
  Shows the recommended indexes that the database's tables lack, as SQL.

  --create  creates them, one after the other`

const parse = (args: readonly string[]) => parseOptions({ create: { type: 'boolean', default: false } }, args)

export const itsmIndexes = databaseCommand(
  { usage, parse, timeout: layoutTimeout },
  async ({ terminal, database, call: { create } }) => {
    const missing = missingIndexes(await readCatalogue(database), database.dialect)
    if (missing.length === 0) print(terminal, 'The ITSM has all recommended indexes.')
    else if (create)
      await createMissingIndexes(database, (index) => print(terminal, `creating ${index.name}: ${index.serves}`))
    else for (const index of missing) print(terminal, `-- ${index.serves}\n${createIndexStatement(index)};`)
    return 0
  },
)

await runAsProgram(import.meta, itsmIndexes)
