import { randomUUID } from 'node:crypto'
import type { Sealing } from '../auth/sealing.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Transaction } from '../database/transaction.ts'
import type { MailLanguage, MailTemplate } from './messages.ts'

/** A mail to be sent. */
export interface Mail {
  template: MailTemplate
  recipient: string
  language: MailLanguage
  /** The address that the mail is about, where it has one. */
  link: string | null
}

const minute = 60_000
/** What mails are sealed for. */
export const mailContext = 'mail'
/** So many mails a portal user gets in an hour at the most. */
export const mailsAnHour = 5
/** After so many failed tries, some two days, a mail is given up. */
const maxAttempts = 40
/** For so long a replica that has taken a mail may try to send it; then another one may. */
const takenFor = 5 * minute
/** How long mails that are done count and are kept. */
const keptFor = 24 * 60 * minute

const due = (database: ItsmDatabase, time: Date) => database.stored('customer_portal_mails', 'next_attempt_at', time)
const created = (database: ItsmDatabase, time: Date) => database.stored('customer_portal_mails', 'created_at', time)

/** Whether a portal user may get a further mail that somebody asked for: not more than some an hour. */
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

/** Puts a mail into the outbox, as part of what it is about: it is sent once that is committed, and only then. */
export async function putIntoOutbox(
  transaction: Transaction,
  sealing: Sealing,
  { portalUserId, mail }: { portalUserId: string; mail: Mail },
): Promise<void> {
  const { kysely, now } = transaction
  await kysely
    .insertInto('customer_portal_mails')
    .values({
      id: randomUUID(),
      portal_user_id: portalUserId,
      template: mail.template,
      sealed: sealing.seal(mailContext, JSON.stringify(mail)),
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
 * Takes mails that are due; no other replica gets them for some minutes. What no known secret opens any more is done
 * with: it holds nothing up.
 *
 * @returns how many were due, those that were taken, and the ids of those that cannot be read
 */
export async function takeDueMails(
  database: ItsmDatabase,
  sealing: Sealing,
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
      .set({ next_attempt_at: due(database, new Date(now.getTime() + takenFor)), attempts: attempts + 1 })
      .where('id', '=', id)
      .where('next_attempt_at', '=', next_attempt_at)
      .where('attempts', '=', attempts)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) continue
    const mail = sealing.open(mailContext, sealed)
    if (mail === null) {
      await markDone(database, id, now)
      unreadable.push(id)
    } else taken.push({ ...(JSON.parse(mail) as Mail), id, attempts: attempts + 1 })
  }
  return { due: rows.length, taken, unreadable }
}

/** A mail was sent: only that it was stays, for a day. */
export async function markDone(database: ItsmDatabase, id: string, now: Date): Promise<void> {
  await database.kysely
    .updateTable('customer_portal_mails')
    .set({ done_at: database.stored('customer_portal_mails', 'done_at', now), sealed: '' })
    .where('id', '=', id)
    .execute()
}

/**
 * A mail could not be sent: it is tried again later, each time a little later.
 *
 * @returns whether it is tried again
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

/** Clears away mails that were sent long ago. */
export async function deleteDoneMails(database: ItsmDatabase, now: Date): Promise<void> {
  await database.kysely
    .deleteFrom('customer_portal_mails')
    .where('done_at', '<', database.stored('customer_portal_mails', 'done_at', new Date(now.getTime() - keptFor)))
    .execute()
}
