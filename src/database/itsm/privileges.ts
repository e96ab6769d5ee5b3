import { sql } from 'kysely'
import type { Database } from '../connection.ts'
import type { Catalogue } from './catalogue.ts'
import type { Use } from './column-contract.ts'
import { type Applicable, applicableTables, columnsFor, deletesFrom } from './contract.ts'
import type { Finding } from './inspection.ts'

/**
 * Checks the privileges of the portal's account. It uses EXPLAIN, so no statement is run. The embedded database has no
 * privileges.
 */
export async function inspectPrivileges(
  database: Database,
  catalogue: Catalogue,
  applicable: Applicable,
): Promise<Finding[]> {
  if (database.dialect === 'sqlite') return []
  const findings: Finding[] = []
  for (const [name, table] of applicableTables(applicable)) {
    if (!catalogue.has(name)) continue
    for (const use of ['select', 'insert', 'update', 'delete'] as const) {
      const columns = use === 'delete' ? [] : columnsFor(table, use)
      if (use === 'delete' ? !deletesFrom.includes(name) : columns.length === 0) continue
      const denied = await refusal(database, statementFor(name, use, columns))
      if (denied)
        findings.push({
          severity: 'error',
          subject: name,
          problem: `${use.toUpperCase()} is denied: ${denied}`,
          breaks: table.serves,
          remedy: 'Grant it: npm run grants, with the same settings, prints the statements.',
        })
    }
  }
  return findings
}

function statementFor(table: string, use: Use | 'delete', columns: string[]): string {
  const list = columns.join(', ')
  if (use === 'select') return `EXPLAIN SELECT ${list} FROM ${table} WHERE 1 = 0`
  if (use === 'insert')
    return `EXPLAIN INSERT INTO ${table} (${list}) SELECT ${columns.map(() => 'NULL').join(', ')} FROM DUAL WHERE 1 = 0`
  if (use === 'delete') return `EXPLAIN DELETE FROM ${table} WHERE 1 = 0`
  return `EXPLAIN UPDATE ${table} SET ${columns.map((column) => `${column} = NULL`).join(', ')} WHERE 1 = 0`
}

/** The server's message if a privilege for a statement is missing; otherwise null. */
async function refusal(database: Database, statement: string): Promise<string | null> {
  try {
    await sql.raw(statement).execute(database.kysely)
    return null
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^ER_\w*ACCESS_DENIED/.test(String(error.code)))
      return error.message
    // The inspection of the catalogue reports other errors, such as a missing column, with a better message.
    if (error instanceof Error && 'errno' in error) return null
    throw error
  }
}
