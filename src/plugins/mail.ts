import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { Sealing } from '../auth/sealing.ts'
import type { Config } from '../config.ts'
import { isDatabaseUnavailable } from '../database/unavailable.ts'
import { createMailer, type Mailer } from '../mail/mailer.ts'
import { composeMail } from '../mail/messages.ts'
import { deleteDoneMails, markDone, markFailed, type TakenMail, takeDueMails } from '../mail/outbox.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Mail to portal users; undefined where SMTP is not configured. */
    readonly mail: Mailer | undefined
  }
}

export interface MailOptions {
  config: Config
  sealing: Sealing
  now: () => Date
  /** Milliseconds between two looks into the outbox. */
  interval: number
}

/** How many mails are sent in one go. */
const batch = 10

/** Whether the mail server will never take it: no such mailbox, say (RFC 5321, 4.2.1). A wrong password can be mended. */
function isRefused(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return false
  return ['EENVELOPE', 'EMESSAGE'].includes(String(error.code)) && Number(error.responseCode) >= 500
}

/** Sends the mails of the outbox, and tries again what a mail server did not take. No request waits for it. */
export const mail = fp(
  async (app: FastifyInstance, { config, sealing, now, interval }: MailOptions) => {
    const { SMTP_URL, MAIL_FROM } = config
    if (SMTP_URL === undefined) {
      app.decorate('mail', undefined)
      return
    }
    const { createTransport } = await import('nodemailer')
    const transport = createTransport({
      url: SMTP_URL,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    })

    const send = async (taken: TakenMail) => {
      const { id, recipient, template, language, link } = taken
      try {
        await transport.sendMail({
          from: MAIL_FROM,
          to: recipient,
          messageId: `<${id}@customer-portal>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          ...composeMail(template, language, link),
        })
      } catch (error) {
        if (isRefused(error)) await markDone(app.database, id, now())
        const isTriedAgain = !isRefused(error) && (await markFailed(app.database, taken, now()))
        app.log[isTriedAgain ? 'warn' : 'error']({ err: error, mail: id, template }, 'mail not sent')
        return
      }
      await markDone(app.database, id, now())
      app.log.info({ mail: id, template }, 'mail sent')
    }
    const sendDue = async () => {
      for (;;) {
        const { due, taken, unreadable } = await takeDueMails(app.database, sealing, { limit: batch, now: now() })
        for (const id of unreadable)
          app.log.error({ mail: id }, 'mail given up: sealed with a secret that is not known any more')
        for (const each of taken) await send(each)
        if (due < batch) break
      }
      await deleteDoneMails(app.database, now())
    }

    let sending: Promise<void> | undefined
    let isAskedAgain = false
    const sendSoon = () => {
      isAskedAgain = sending !== undefined
      sending ??= sendDue()
        .catch((error: unknown) => {
          if (!isDatabaseUnavailable(error)) app.log.error({ err: error }, 'outbox failed')
        })
        .finally(() => {
          sending = undefined
          if (isAskedAgain) sendSoon()
        })
    }
    const timer = setInterval(sendSoon, interval)
    timer.unref()
    app.addHook('preClose', async () => {
      clearInterval(timer)
      isAskedAgain = false
      await sending
    })

    app.decorate('mail', createMailer(config, sealing, sendSoon))
  },
  { name: 'mail', dependencies: ['database'] },
)
