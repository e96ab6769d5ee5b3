import { sql } from 'kysely'
import type { Database } from '../connection.ts'
import type { Catalogue } from './catalogue.ts'
import type { Use } from './column-contract.ts'
import { type Applicable, applicableTables, columnsFor, deletesFrom } from './contract.ts'
import type { Finding } from './inspection.ts'

/**
 * Asks the server, by EXPLAIN and without running anything, whether it would let the portal do what it does.
 * On the embedded database there are no privileges.
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

/** What the server says against a statement for want of a privilege; null where it would allow it. */
async function refusal(database: Database, statement: string): Promise<string | null> {
  try {
    await sql.raw(statement).execute(database.kysely)
    return null
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^ER_\w*ACCESS_DENIED/.test(String(error.code)))
      return error.message
    // Anything else (a column that is missing) is found, and named better, by the catalogue's inspection.
    if (error instanceof Error && 'errno' in error) return null
    throw error
  }
}
