import type { Transporter } from 'nodemailer'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { isDatabaseUnavailable } from '../database/unavailable.ts'
import type { Encryption } from '../encryption/encryption.ts'
import { composeMail } from './messages.ts'
import { deleteDoneMails, markDone, markFailed, type TakenMail, takeDueMails } from './outbox-repository.ts'

/** The log of the sender. */
export interface MailLog {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** Options of the sender. */
export interface SenderOptions {
  transport: Pick<Transporter, 'sendMail'>
  /** The sender of mails; see MAIL_FROM. */
  from: string | undefined
  encryption: Encryption
  /** @throws while the database is unavailable */
  database(): ItsmDatabase
  log: MailLog
  now(): Date
}

/** Sends the mails of the outbox. */
export interface Sender {
  /** Sends the mails that are due. If it is doing so already, it starts once more afterwards. Errors are logged. */
  sendSoon(): void
  /** Waits for the mails that are being sent. */
  stop(): Promise<void>
}

/** How many mails are taken from the outbox at once. */
const batch = 10

/** Creates the sender. A mail that the mail server did not accept stays in the outbox and is tried again. */
export function createSender(options: SenderOptions): Sender {
  let sending: Promise<void> | undefined
  let isAskedAgain = false
  const sendSoon = () => {
    isAskedAgain = sending !== undefined
    sending ??= sendDueMails(options)
      .catch((error: unknown) => {
        if (!isDatabaseUnavailable(error)) options.log.error({ err: error }, 'outbox failed')
      })
      .finally(() => {
        sending = undefined
        if (isAskedAgain) sendSoon()
      })
  }
  return {
    sendSoon,
    stop: async () => {
      isAskedAgain = false
      await sending
    },
  }
}

async function sendDueMails(options: SenderOptions): Promise<void> {
  const { database, encryption, log, now } = options
  for (;;) {
    const { due, taken, unreadable } = await takeDueMails(database(), encryption, { limit: batch, now: now() })
    for (const id of unreadable) log.error({ mail: id }, 'mail given up: it was encrypted with an unknown secret')
    for (const each of taken) await sendMail(options, each)
    if (due < batch) break
  }
  await deleteDoneMails(database(), now())
}

async function sendMail({ transport, from, database, log, now }: SenderOptions, taken: TakenMail): Promise<void> {
  const { id, recipient, template, language, link } = taken
  try {
    await transport.sendMail({
      from,
      to: recipient,
      messageId: `<${id}@customer-portal>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...composeMail(template, language, link),
    })
  } catch (error) {
    if (isRefused(error)) await markDone(database(), id, now())
    const isTriedAgain = !isRefused(error) && (await markFailed(database(), taken, now()))
    log[isTriedAgain ? 'warn' : 'error']({ err: error, mail: id, template }, 'mail not sent')
    return
  }
  await markDone(database(), id, now())
  log.info({ mail: id, template }, 'mail sent')
}

/**
 * Whether the mail server will never accept the mail, for example because there is no such mailbox (RFC 5321, 4.2.1).
 * Other failures, such as a wrong password for the server, can be corrected.
 */
function isRefused(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return false
  return ['EENVELOPE', 'EMESSAGE'].includes(String(error.code)) && Number(error.responseCode) >= 500
}
