import type { mailLanguages } from '../../schemas/portal-users.ts'

/** The languages that mails come in. */
export type MailLanguage = (typeof mailLanguages)[number]

/** The occasion of a mail. */
export type MailTemplate = keyof typeof messages

interface Message {
  subject: string
  /** If the mail has a link, `{link}` is a paragraph of its own. */
  paragraphs: string[]
  /** The text of the link in HTML. */
  action?: string
}

/**
 * The texts of all mails, in both languages. A mail contains no text that a person typed. Otherwise, anybody could send
 * their own words to an address through the portal.
 */
const messages = {
  invitation: {
    de: {
      subject: 'Ihr Konto im Kundenportal',
      paragraphs: [
        'Für Sie wurde ein Konto im Kundenportal Ihres Service Desks eingerichtet. Legen Sie über den folgenden Link Ihr Passwort fest:',
        '{link}',
        'Der Link funktioniert einmal und nur für begrenzte Zeit. Wenn er abgelaufen ist, bitten Sie Ihren Service Desk um einen neuen.',
      ],
      action: 'Passwort festlegen',
    },
    en: {
      subject: 'Your customer portal account',
      paragraphs: [
        'An account in the customer portal of your service desk has been created for you. Use this link to set your password:',
        '{link}',
        'The link works once and for a limited time. If it has expired, ask your service desk for a new one.',
      ],
      action: 'Set password',
    },
  },
  'password-reset': {
    de: {
      subject: 'Neues Passwort für das Kundenportal',
      paragraphs: [
        'Für Ihr Konto im Kundenportal wurde ein neues Passwort angefordert. Legen Sie es über den folgenden Link fest:',
        '{link}',
        'Der Link funktioniert einmal und nur für begrenzte Zeit. Wenn Sie kein neues Passwort angefordert haben, müssen Sie nichts tun. Ihr bisheriges Passwort gilt weiter.',
      ],
      action: 'Neues Passwort festlegen',
    },
    en: {
      subject: 'New password for the customer portal',
      paragraphs: [
        'A new password was requested for your customer portal account. Use this link to set it:',
        '{link}',
        'The link works once and for a limited time. If you did not request a new password, you do not need to do anything. Your current password still works.',
      ],
      action: 'Set new password',
    },
  },
  'password-changed': {
    de: {
      subject: 'Ihr Passwort wurde geändert',
      paragraphs: [
        'Das Passwort Ihres Kontos im Kundenportal wurde geändert. Alle anderen Sitzungen wurden beendet.',
        'Wenn Sie das nicht waren, wenden Sie sich bitte sofort an Ihren Service Desk.',
      ],
    },
    en: {
      subject: 'Your password was changed',
      paragraphs: [
        'The password of your customer portal account was changed. All other sessions were ended.',
        'If this was not you, please contact your service desk at once.',
      ],
    },
  },
  'sign-in-delayed': {
    de: {
      subject: 'Fehlgeschlagene Anmeldungen',
      paragraphs: [
        'Jemand hat mehrmals vergeblich versucht, sich mit Ihrem Konto am Kundenportal anzumelden. Weitere Versuche werden verzögert. Ihr Konto ist nicht gesperrt.',
        'Wenn Sie das nicht waren: Ihr Passwort wurde nicht erraten. Wählen Sie ein neues, falls Sie es auch anderswo verwenden.',
      ],
    },
    en: {
      subject: 'Failed sign-ins',
      paragraphs: [
        'Somebody tried several times to sign in to the customer portal with your account, without success. Further attempts are delayed. Your account is not locked.',
        'If this was not you: your password was not guessed. Choose a new one if you also use it elsewhere.',
      ],
    },
  },
  'second-factor-enabled': {
    de: {
      subject: 'Zwei-Faktor-Authentifizierung eingeschaltet',
      paragraphs: [
        'Für die Anmeldung am Kundenportal brauchen Sie ab jetzt einen Code Ihrer Authenticator-App.',
        'Wenn Sie das nicht waren, wenden Sie sich bitte sofort an Ihren Service Desk.',
      ],
    },
    en: {
      subject: 'Two-factor authentication is on',
      paragraphs: [
        'From now on, you need a code from your authenticator app to sign in to the customer portal.',
        'If this was not you, please contact your service desk at once.',
      ],
    },
  },
  'second-factor-disabled': {
    de: {
      subject: 'Zwei-Faktor-Authentifizierung ausgeschaltet',
      paragraphs: [
        'Die Anmeldung am Kundenportal fragt nicht mehr nach einem Code. Das Passwort allein genügt.',
        'Wenn Sie das nicht waren, wenden Sie sich bitte sofort an Ihren Service Desk.',
      ],
    },
    en: {
      subject: 'Two-factor authentication is off',
      paragraphs: [
        'You no longer need a code to sign in to the customer portal. Your password is enough.',
        'If this was not you, please contact your service desk at once.',
      ],
    },
  },
} satisfies Record<string, Record<MailLanguage, Message>>

/** Composes a mail as plain text and as HTML. */
export function composeMail(
  template: MailTemplate,
  language: MailLanguage,
  link: string | null,
): { subject: string; text: string; html: string } {
  const { subject, paragraphs, action }: Message = messages[template][language]
  const text = paragraphs.map((paragraph) => paragraph.replace('{link}', link ?? ''))
  const html = paragraphs.map((paragraph) =>
    paragraph === '{link}'
      ? `<a href="${escapeHtml(link ?? '')}">${escapeHtml(action ?? '')}</a>`
      : escapeHtml(paragraph),
  )
  return {
    subject,
    text: `${text.join('\n\n')}\n`,
    html: `<!doctype html><html lang="${language}"><body>${html.map((part) => `<p>${part}</p>`).join('')}</body></html>`,
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
