import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import { layoutTimeout } from '../../src/cli/command.ts'
import { readSettings } from '../../src/config/read-settings.ts'
import { createMissingIndexes } from '../../src/database/itsm/indexes.ts'
import { openDatabase } from '../../src/database/open-database.ts'
import { demoTickets } from '../../src/demo/tickets.ts'
import { createTestItsm } from '../support/databases.ts'
import { articleRows } from './article-rows.ts'
import { insertAll } from './bulk-insert.ts'
import { customerRows, mirrorRows, portalUserRows } from './people.ts'
import { commentRows, scatteredTickets, type TicketCounts, ticketRows } from './ticket-rows.ts'

/** An ITSM of the size of a large service desk. */
export interface BenchItsm {
  /** What the portal connects with: the account with exactly the documented grants. */
  url: string
  /** What the server says that it is. */
  version: string
  counts: TicketCounts
}

export const fullCounts: TicketCounts = { total: 1_000_000, small: 100, large: 100_000 }
export const quickCounts: TicketCounts = { total: 100_000, small: 100, large: 20_000 }

/** Fills an ITSM on the MariaDB server of the tests with as many tickets; the recommended indexes come last. */
export async function createBenchItsm(counts: TicketCounts): Promise<BenchItsm> {
  const { admin, adminUrl, url } = await createTestItsm('mysql')
  await admin.kysely.destroy()

  const connection = await createConnection(adminUrl)
  await connection.query('set session unique_checks = 0, foreign_key_checks = 0')
  await fill(connection, { ...counts, total: counts.total - demoTickets().length })
  await createIndexes(adminUrl)
  await connection.query('analyze table tickets, ticket_comments, kb_articles, customers, customer_portal_users, users')
  const version = await textOf(connection, 'select version() as text')
  await connection.end()
  return { url, version, counts }
}

async function fill(connection: Connection, counts: TicketCounts): Promise<void> {
  const passwordHash = await textOf(connection, 'select password_hash as text from customer_portal_users limit 1')
  await insertAll(connection, 'customers', customerRows())
  await insertAll(connection, 'customer_portal_users', portalUserRows(passwordHash))
  await insertAll(connection, 'users', mirrorRows())
  const tickets = scatteredTickets(counts)
  await insertAll(connection, 'tickets', ticketRows(tickets))
  await insertAll(connection, 'ticket_comments', commentRows(tickets))
  await insertAll(connection, 'kb_articles', articleRows())
}

async function textOf(connection: Connection, query: string): Promise<string> {
  const [rows] = await connection.query<RowDataPacket[]>(query)
  return String(rows[0]?.text)
}

async function createIndexes(adminUrl: string): Promise<void> {
  const settings = readSettings({ DATABASE_URL: adminUrl })
  const database = openDatabase({ ...settings, DATABASE_TIMEOUT_MS: layoutTimeout })
  await createMissingIndexes(database, () => {})
  await database.kysely.destroy()
}
