import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { Settings } from '../config/settings.ts'
import type { Encryption } from '../encryption/encryption.ts'
import { createMailer, type Mailer } from './mailer.ts'
import { mailColumn } from './outbox-repository.ts'
import { createSender } from './sender.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Mail to portal users; undefined if SMTP is not configured. */
    readonly mail: Mailer | undefined
  }
}

export interface MailOptions {
  config: Pick<Settings, 'SMTP_URL' | 'MAIL_FROM' | 'MAIL_LANGUAGE'>
  encryption: Encryption
  now: () => Date
  /** Milliseconds between two checks of the outbox. */
  interval: number
}

/** Sends the mails of the outbox in the background. Requests do not wait for it. */
export const mail = fp(
  async (app: FastifyInstance, { config, encryption, now, interval }: MailOptions) => {
    app.registerEncryptedColumn(mailColumn)
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
    const { sendSoon, stop } = createSender({
      transport,
      from: MAIL_FROM,
      encryption,
      database: () => app.database,
      log: app.log,
      now,
    })
    const timer = setInterval(sendSoon, interval)
    timer.unref()
    app.addHook('preClose', async () => {
      clearInterval(timer)
      await stop()
    })
    app.decorate('mail', createMailer(config, encryption, sendSoon))
  },
  { name: 'mail', dependencies: ['database', 'key-rotation'] },
)
