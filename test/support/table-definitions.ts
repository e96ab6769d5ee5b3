import { sql } from 'kysely'
import type { Database } from '../../src/database/connection.ts'
import { readCatalogue } from '../../src/database/itsm/catalogue.ts'

/** Every table of a database with the statement that would create it, as the database itself says it. */
export async function tableDefinitions(database: Database): Promise<Record<string, string>> {
  if (database.dialect === 'sqlite') {
    const { rows } = await sql<{ name: string; sql: string | null }>`
      select name, sql from sqlite_master where name not like 'sqlite_%'`.execute(database.kysely)
    return Object.fromEntries(rows.map((row) => [row.name, row.sql ?? '']))
  }
  const definitions: Record<string, string> = {}
  for (const name of (await readCatalogue(database)).keys()) {
    const { rows } = await sql<{ 'Create Table': string }>`show create table ${sql.table(name)}`.execute(
      database.kysely,
    )
    definitions[name] = rows[0]?.['Create Table'] ?? ''
  }
  return definitions
}

/** Those that belong to the ITSM. */
export async function itsmTableDefinitions(database: Database): Promise<Record<string, string>> {
  const definitions = Object.entries(await tableDefinitions(database))
  return Object.fromEntries(definitions.filter(([name]) => !name.startsWith('customer_portal_')))
}
