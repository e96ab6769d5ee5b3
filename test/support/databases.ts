import { randomBytes } from 'node:crypto'
import { argon2id, hash } from 'argon2'
import { sql } from 'kysely'
import { createConnection } from 'mysql2/promise'
import type { Test } from 'tap'
import { readSettings } from '../../src/config/read-settings.ts'
import type { Dialect, OpenDatabase } from '../../src/database/connection.ts'
import { readCatalogue } from '../../src/database/itsm/catalogue.ts'
import { grantStatements } from '../../src/database/itsm/grants.ts'
import { createMissingIndexes } from '../../src/database/itsm/indexes.ts'
import { applicableTo } from '../../src/database/itsm/itsm-database.ts'
import { migrate } from '../../src/database/migrate.ts'
import { openDatabase } from '../../src/database/open-database.ts'
import type { TimestampForm } from '../../src/database/timestamps.ts'
import { demoPassword } from '../../src/demo/people.ts'
import { createItsmTables, type ItsmVariant, plainItsm } from '../../src/demo/schema.ts'
import { seedDemo } from '../../src/demo/seed.ts'
import { copyOfTemplate, takeKept } from './kept-databases.ts'
import type { EmptyDatabase, TestItsm } from './test-itsm.ts'

export type { EmptyDatabase, TestItsm }

export interface TestItsmOptions extends Partial<ItsmVariant> {
  /** Whether the recommended indexes are created. */
  recommendedIndexes?: boolean
}

/** The settings of the tests that decide what a portal needs of its ITSM. */
export const itsmSettings = { ITSM_AUTHOR_MIRROR: 'auto', PORTAL_ADMIN: true } as const

/** Which server the tests of this process are about. */
export const server = process.env.TEST_SERVER === 'MySQL' ? 'MySQL' : 'MariaDB'

/** The server as its root, or undefined where there is none. */
export const serverUrl = server === 'MySQL' ? process.env.TEST_MYSQL_URL : process.env.TEST_DATABASE_URL

/** Runs one test on the embedded database and on a server; says so where the latter is missing. */
export function onEachDatabase(t: Test, name: string, test: (t: Test, dialect: Dialect) => Promise<void>): void {
  // In the process for MySQL, the embedded database has had its turn.
  if (server === 'MariaDB') t.test(`${name} [SQLite]`, (subtest) => test(subtest, 'sqlite'))
  onServer(t, name, (subtest) => test(subtest, 'mysql'))
}

/** Runs a test on a server alone. */
export function onServer(t: Test, name: string, test: (t: Test) => Promise<void>): void {
  const skip = serverUrl ? false : 'no MariaDB server on this machine, and no TEST_DATABASE_URL'
  t.test(`${name} [${server}]`, { skip }, test)
}

/** Creates an empty database: SQLite in memory, or a schema of the server. */
export async function createEmptyDatabase(dialect: Dialect): Promise<EmptyDatabase> {
  if (dialect === 'sqlite') {
    const admin = open('sqlite::memory:')
    return { admin, adminUrl: 'sqlite::memory:', drop: () => admin.kysely.destroy() }
  }
  const name = `portal_${randomBytes(6).toString('hex')}`
  await runOnServer(`create database ${name}`)
  const adminUrl = `${serverUrl}/${name}`
  const admin = open(adminUrl)
  return {
    admin,
    adminUrl,
    drop: async () => {
      await admin.kysely.destroy()
      await runOnServer(`drop database ${name}`)
    },
  }
}

/** As cheap as the portals of the tests make their hashes, and made once. */
export const demoPasswordHash = hash(demoPassword, { type: argon2id, memoryCost: 8192, timeCost: 1, parallelism: 1 })

/** Creates an ITSM with the demo data, migrated. Variants differ from the plain ITSM as given. */
export async function createTestItsm(dialect: Dialect, options: TestItsmOptions = {}): Promise<TestItsm> {
  const { recommendedIndexes = false, ...differences } = options
  const variant: ItsmVariant = { ...plainItsm, ...differences }
  const form = formOf(dialect, variant)
  const kind = JSON.stringify({ ...variant, recommendedIndexes })
  if (dialect === 'sqlite') {
    const path = await copyOfTemplate(kind, async (template) => {
      const admin = open(`sqlite:${template}`)
      await fillItsm(admin, variant, { recommendedIndexes })
      await admin.kysely.destroy()
    })
    const url = `sqlite:${path}`
    const admin = open(url)
    return { admin, adminUrl: url, url, dialect, form, drop: () => admin.kysely.destroy() }
  }
  return takeKept(kind, {
    create: async () => {
      const empty = await createEmptyDatabase(dialect)
      await fillItsm(empty.admin, variant, { recommendedIndexes })
      return withAccount({ ...empty, url: empty.adminUrl, dialect, form })
    },
    seed: async ({ admin }) =>
      seedDemo(admin, { variant, form, now: new Date(), passwordHash: await demoPasswordHash }),
  })
}

/** How a variant stores its timestamps. */
export function formOf(dialect: Dialect, { timestamps }: ItsmVariant): TimestampForm {
  return dialect === 'mysql' && timestamps === 'datetime' ? { kind: 'datetime', precision: 3 } : { kind: 'text' }
}

/** Fills an empty database with the tables of an ITSM, the demo data and the portal's tables. */
export async function fillItsm(
  admin: OpenDatabase,
  variant: ItsmVariant,
  { recommendedIndexes = false } = {},
): Promise<void> {
  await createItsmTables(admin, variant)
  if (!variant.portalUsers) await migrate(admin)
  await seedDemo(admin, {
    variant,
    form: formOf(admin.dialect, variant),
    now: new Date(),
    passwordHash: await demoPasswordHash,
  })
  await migrate(admin)
  if (recommendedIndexes) await createMissingIndexes(admin, () => {})
}

/** Makes the account that the portal runs under, with exactly the grants that `npm run grants` prints. */
async function withAccount(itsm: TestItsm): Promise<TestItsm> {
  const { admin, adminUrl, drop } = itsm
  const name = `p_${randomBytes(6).toString('hex')}`
  const account = `'${name}'@'%'`
  const catalogue = await readCatalogue(admin)
  await sql.raw(`create user ${account} identified by 'portal'`).execute(admin.kysely)
  const grants = grantStatements({
    database: new URL(adminUrl).pathname.slice(1),
    account,
    applicable: applicableTo(catalogue, itsmSettings),
  })
  for (const grant of grants) await sql.raw(grant.replace(/;$/, '')).execute(admin.kysely)
  const url = new URL(adminUrl)
  url.username = name
  url.password = 'portal'
  return {
    ...itsm,
    url: url.href,
    drop: async () => {
      await drop()
      await runOnServer(`drop user ${account}`)
    },
  }
}

/** Opens a database with the settings that a service would have. */
export function open(url: string): OpenDatabase {
  return openDatabase(readSettings({ DATABASE_URL: url }))
}

async function runOnServer(statement: string): Promise<void> {
  const connection = await createConnection(serverUrl ?? '')
  await connection.query(statement)
  await connection.end()
}
