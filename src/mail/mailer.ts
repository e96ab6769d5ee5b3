import type { Settings } from '../config/settings.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Encryption } from '../encryption/encryption.ts'
import type { MailTemplate } from './messages.ts'
import { mayGetMail, putIntoOutbox } from './outbox-repository.ts'

/** A portal user to write to. */
export interface MailRecipient {
  id: string
  email: string
  /** Null if it is unknown. */
  language: string | null
}

/** The content of a mail. */
export interface MailContent {
  template: MailTemplate
  /** The link in the mail, if it has one. */
  link: string | null
}

/** Sends mail to portal users. */
export interface Mailer {
  /** Whether a portal user may get another mail that anybody can request. */
  mayPut(transaction: Transaction, recipientId: string): Promise<boolean>
  /** Puts a mail into the outbox within a transaction. It is sent after the commit. */
  put(transaction: Transaction, recipient: MailRecipient, content: MailContent): Promise<void>
}

/**
 * @param sendSoon sends the mails of the outbox; called after the commit of a transaction that put a mail there
 * @returns undefined if SMTP is not configured
 */
export function createMailer(
  { SMTP_URL, MAIL_LANGUAGE }: Pick<Settings, 'SMTP_URL' | 'MAIL_LANGUAGE'>,
  encryption: Encryption,
  sendSoon: () => void,
): Mailer | undefined {
  if (SMTP_URL === undefined) return undefined
  return {
    mayPut: mayGetMail,
    async put(transaction, { id, email, language }, { template, link }) {
      const spoken = language === 'de' || language === 'en' ? language : MAIL_LANGUAGE
      await putIntoOutbox(transaction, encryption, {
        portalUserId: id,
        mail: { template, recipient: email, language: spoken, link },
      })
      transaction.onCommit(sendSoon)
    },
  }
}
