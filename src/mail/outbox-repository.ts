import { randomUUID } from 'node:crypto'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Transaction } from '../database/transaction.ts'
import type { EncryptedColumn } from '../encryption/encrypted-columns-repository.ts'
import type { Encryption } from '../encryption/encryption.ts'
import type { MailLanguage, MailTemplate } from './messages.ts'

/** A mail to be sent. */
export interface Mail {
  template: MailTemplate
  recipient: string
  language: MailLanguage
  /** The link in the mail, if it has one. */
  link: string | null
}

const minute = 60_000
const mailContext = 'mail'
/** The column of the encrypted mails. */
export const mailColumn: EncryptedColumn = {
  table: 'customer_portal_mails',
  id: 'id',
  column: 'sealed',
  context: () => mailContext,
}
/** How many mails a portal user gets in an hour at most. */
export const mailsAnHour = 5
/** A mail is given up after this many failed attempts. With the pauses of {@link markFailed}, that takes about 31 hours. */
const maxAttempts = 40
/** Lease: how long a replica may hold a mail before another may take it. */
const lease = 5 * minute
/** How long a mail stays in the outbox after it was sent or given up. */
const keptFor = 24 * 60 * minute

const due = (database: ItsmDatabase, time: Date) => database.stored('customer_portal_mails', 'next_attempt_at', time)
const created = (database: ItsmDatabase, time: Date) => database.stored('customer_portal_mails', 'created_at', time)

/** Whether a portal user may get another mail that anybody can request. The limit is {@link mailsAnHour}. */
export async function mayGetMail(transaction: Transaction, portalUserId: string): Promise<boolean> {
  const { kysely, now } = transaction
  const { count } = await kysely
    .selectFrom('customer_portal_mails')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('portal_user_id', '=', portalUserId)
    .where('created_at', '>', created(transaction, new Date(now.getTime() - 60 * minute)))
    .executeTakeFirstOrThrow()
  return Number(count) < mailsAnHour
}

/** Puts a mail into the outbox within a transaction. It is sent only after the commit. */
export async function putIntoOutbox(
  transaction: Transaction,
  encryption: Encryption,
  { portalUserId, mail }: { portalUserId: string; mail: Mail },
): Promise<void> {
  const { kysely, now } = transaction
  await kysely
    .insertInto('customer_portal_mails')
    .values({
      id: randomUUID(),
      portal_user_id: portalUserId,
      template: mail.template,
      sealed: encryption.encrypt(mailContext, JSON.stringify(mail)),
      created_at: created(transaction, now),
      next_attempt_at: due(transaction, now),
      attempts: 0,
      done_at: null,
    })
    .execute()
}

/** A mail that this replica has taken to send. */
export interface TakenMail extends Mail {
  id: string
  attempts: number
}

/**
 * Takes mails that are due. No other replica gets them during the lease. A mail that no known secret decrypts is marked
 * as done, so that it does not hold up others.
 *
 * @returns how many were due, the mails that were taken, and the ids of mails that cannot be decrypted
 */
export async function takeDueMails(
  database: ItsmDatabase,
  encryption: Encryption,
  { limit, now }: { limit: number; now: Date },
): Promise<{ due: number; taken: TakenMail[]; unreadable: string[] }> {
  const rows = await database.kysely
    .selectFrom('customer_portal_mails')
    .select(['id', 'sealed', 'attempts', 'next_attempt_at'])
    .where('done_at', 'is', null)
    .where('next_attempt_at', '<=', due(database, now))
    .orderBy('next_attempt_at')
    .limit(limit)
    .execute()
  const taken: TakenMail[] = []
  const unreadable: string[] = []
  for (const { id, sealed, attempts, next_attempt_at } of rows) {
    const { numUpdatedRows } = await database.kysely
      .updateTable('customer_portal_mails')
      .set({ next_attempt_at: due(database, new Date(now.getTime() + lease)), attempts: attempts + 1 })
      .where('id', '=', id)
      .where('next_attempt_at', '=', next_attempt_at)
      .where('attempts', '=', attempts)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) continue
    const mail = encryption.decrypt(mailContext, sealed)
    if (mail === null) {
      await markDone(database, id, now)
      unreadable.push(id)
    } else taken.push({ ...(JSON.parse(mail) as Mail), id, attempts: attempts + 1 })
  }
  return { due: rows.length, taken, unreadable }
}

/** Marks a mail as sent or given up, and deletes its text. The row stays for a day. */
export async function markDone(database: ItsmDatabase, id: string, now: Date): Promise<void> {
  await database.kysely
    .updateTable('customer_portal_mails')
    .set({ done_at: database.stored('customer_portal_mails', 'done_at', now), sealed: '' })
    .where('id', '=', id)
    .execute()
}

/**
 * Marks a mail as failed. The pause before the next attempt doubles each time, up to an hour.
 *
 * @returns whether there is a next attempt
 */
export async function markFailed(database: ItsmDatabase, { id, attempts }: TakenMail, now: Date): Promise<boolean> {
  if (attempts >= maxAttempts) {
    await markDone(database, id, now)
    return false
  }
  const pause = Math.min(2 ** attempts * 5_000, 60 * minute)
  await database.kysely
    .updateTable('customer_portal_mails')
    .set({ next_attempt_at: due(database, new Date(now.getTime() + pause)) })
    .where('id', '=', id)
    .execute()
  return true
}

/** Deletes mails that were done more than a day ago. */
export async function deleteDoneMails(database: ItsmDatabase, now: Date): Promise<void> {
  await database.kysely
    .deleteFrom('customer_portal_mails')
    .where('done_at', '<', database.stored('customer_portal_mails', 'done_at', new Date(now.getTime() - keptFor)))
    .execute()
}
