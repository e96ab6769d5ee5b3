import type { Settings } from '../config/settings.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Encryption } from '../encryption/encryption.ts'
import type { MailTemplate } from './messages.ts'
import { mayGetMail, putIntoOutbox } from './outbox-repository.ts'

/** A portal user to write to. */
export interface MailRecipient {
  id: string
  email: string
  /** As far as it is known. */
  language: string | null
}

/** The content of a mail. */
export interface MailContent {
  template: MailTemplate
  /** The address that the mail is about, where it has one. */
  link: string | null
}

/** Writes to portal users. */
export interface Mailer {
  /** Whether somebody may get a further mail that anybody can ask for. */
  mayPut(transaction: Transaction, recipientId: string): Promise<boolean>
  /** Puts a mail into the outbox, as part of the transaction that it is about, and has it sent after the commit. */
  put(transaction: Transaction, recipient: MailRecipient, content: MailContent): Promise<void>
}

/**
 * @param sendSoon looks into the outbox; called after the commit of a transaction that has put a mail there
 * @returns undefined where SMTP is not configured
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
