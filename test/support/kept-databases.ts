/**
 * Databases that are used again. Creating the tables of an ITSM takes most of the time of a short test, above all on
 * MySQL. A database is therefore kept when its test ends, and emptied and filled again for the next test of the file.
 * One whose tables or grants a test has changed is deleted instead.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import file from 'tap'
import type { OpenDatabase } from '../../src/database/connection.ts'
import type { TestItsm } from './test-itsm.ts'

interface KeptDatabase {
  itsm: TestItsm
  /** What the server said of its tables and grants when it was new. */
  layout: string
}

const kept = new Map<string, KeptDatabase[]>()

file.teardown(async () => {
  for (const { itsm } of [...kept.values()].flat()) await itsm.drop()
})

/**
 * Takes a kept database, filled as if it were new, or creates one. Its `drop` keeps it for the next test.
 *
 * @param kind databases of one kind are alike
 */
export async function takeKept(
  kind: string,
  { create, seed }: { create(): Promise<TestItsm>; seed(itsm: TestItsm): Promise<void> },
): Promise<TestItsm> {
  const idle = kept.get(kind) ?? []
  kept.set(kind, idle)
  const known = idle.pop()
  if (known && (await layoutOf(known.itsm)) === known.layout) {
    await deleteRows(known.itsm.admin)
    await seed(known.itsm)
    return { ...known.itsm, drop: async () => void idle.push(known) }
  }
  await known?.itsm.drop()
  const itsm = await create()
  const fresh = { itsm, layout: await layoutOf(itsm) }
  return { ...itsm, drop: async () => void idle.push(fresh) }
}

const templates = new Map<string, Promise<string>>()
let folder: string | undefined
let copies = 0

/**
 * A file of the embedded database that is filled like all others of its kind: the first is made, the others are copies.
 *
 * @param fill fills the first
 * @returns its path; the file ends with the tests of this process
 */
export async function copyOfTemplate(kind: string, fill: (path: string) => Promise<void>): Promise<string> {
  folder ??= temporaryFolder()
  const path = join(folder, `copy-${copies++}.db`)
  const template = templates.get(kind) ?? make(join(folder, `template-${templates.size}.db`), fill)
  templates.set(kind, template)
  copyFileSync(await template, path)
  return path
}

async function make(path: string, fill: (path: string) => Promise<void>): Promise<string> {
  await fill(path)
  return path
}

function temporaryFolder(): string {
  const created = mkdtempSync(join(tmpdir(), 'customer-portal-embedded-'))
  file.teardown(() => rmSync(created, { recursive: true }))
  return created
}

/** What the server says of the tables, and of the grants of the portal's account. */
async function layoutOf({ admin, url }: TestItsm): Promise<string> {
  const { rows } = await sql`
    select 'table' as part, sum(crc32(concat_ws(' ', table_name, table_type, engine))) as found
      from information_schema.tables where table_schema = database()
    union all select 'column', sum(crc32(concat_ws(' ', table_name, ordinal_position, column_name, column_type,
        is_nullable, column_default, extra, collation_name)))
      from information_schema.columns where table_schema = database()
    union all select 'index', sum(crc32(concat_ws(' ', table_name, index_name, non_unique, seq_in_index, column_name)))
      from information_schema.statistics where table_schema = database()
    union all select 'constraint', sum(crc32(concat_ws(' ', table_name, constraint_name, constraint_type)))
      from information_schema.table_constraints where table_schema = database()
    union all select 'trigger', count(*) from information_schema.triggers where trigger_schema = database()
  `.execute(admin.kysely)
  const grants = await sql
    .raw(`show grants for '${new URL(url).username}'@'%'`)
    .execute(admin.kysely)
    .catch(() => ({ rows: 'the account is gone' }))
  return JSON.stringify([rows, grants.rows])
}

/** Deletes all rows of all tables. */
async function deleteRows({ kysely }: OpenDatabase): Promise<void> {
  await kysely.connection().execute(async (connection) => {
    const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = database() and table_type = 'BASE TABLE'`.execute(connection)
    await sql`set foreign_key_checks = 0`.execute(connection)
    for (const { name } of tables.rows) await sql`delete from ${sql.table(name)}`.execute(connection)
    await sql`set foreign_key_checks = 1`.execute(connection)
  })
}
