import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { newAppSecret, secondFactorContext } from '../../../src/auth/one-time-codes.ts'
import { insertAppSecret } from '../../../src/auth/second-factor-repository.ts'
import { insertSession } from '../../../src/auth/sessions-repository.ts'
import { checkItsm, type ItsmDatabase } from '../../../src/database/itsm/itsm-database.ts'
import { inTransaction } from '../../../src/database/transaction.ts'
import { demoIds, demoLogin } from '../../../src/demo/people.ts'
import { createEncryption } from '../../../src/encryption/encryption.ts'
import { itsmSettings } from '../databases.ts'
import { linkFor } from '../links.ts'
import type { TestPortal } from '../portal.ts'

/** The rows that the requests are about. Their owner is the first demo user, a portal user of ACME. */
export interface Subjects {
  /** An open ticket of ACME, with comments. */
  ticketId: string
  /** A public article of its tenant. */
  articleSlug: string
  /** A session of the owner, besides the one of the request. */
  sessionId: string
  /** The secret of the owner's authenticator app. No code was confirmed yet. */
  secondFactorSecret: string
  /** The token of a link for somebody else of the same customer. */
  linkToken: string
  /** A portal user of the tenant who is not signed in. */
  portalUserId: string
}

/** Prepares the subjects in the database of a portal, past the portal itself. */
export async function subjectsOf(portal: TestPortal): Promise<Subjects> {
  const { database } = await checkItsm(portal.itsm.admin, itsmSettings)
  return {
    ticketId: await openTicket(database),
    articleSlug: 'vpn-setup-windows',
    sessionId: await furtherSession(database),
    secondFactorSecret: await secondFactorSecret(database, portal),
    linkToken: await linkFor(portal, demoIds.mehmet),
    portalUserId: demoIds.priya,
  }
}

async function openTicket({ kysely }: ItsmDatabase): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from tickets where customer_id = ${demoIds.acme} and status = 'open'
    order by created_at desc, id limit 1`.execute(kysely)
  const [ticket] = rows
  if (!ticket) throw new Error('ACME has no open ticket')
  return ticket.id
}

async function furtherSession(database: ItsmDatabase): Promise<string> {
  const session = { id: randomUUID(), expiresAt: new Date(Date.now() + 3_600_000) }
  const client = { browser: null, address: '192.0.2.1', language: null }
  await inTransaction(database, new Date(), (transaction) =>
    insertSession(transaction, demoIds.katharina, { session, client }),
  )
  return session.id
}

async function secondFactorSecret(database: ItsmDatabase, { environment }: TestPortal): Promise<string> {
  const { secret } = newAppSecret(demoLogin.email)
  const encryption = createEncryption({ JWT_SECRET: environment.JWT_SECRET ?? '', JWT_PREVIOUS_SECRETS: [] })
  const encrypted = encryption.encrypt(secondFactorContext(demoIds.katharina), secret)
  await inTransaction(database, new Date(), (transaction) => insertAppSecret(transaction, demoIds.katharina, encrypted))
  return secret
}
