import type { mailLanguages } from '../../schemas/portal-users.ts'

/** The languages that mails come in. */
export type MailLanguage = (typeof mailLanguages)[number]

/** What mails are sent for. */
export type MailTemplate = keyof typeof messages

interface Message {
  subject: string
  /** Paragraphs; `{link}` stands on its own where the mail has a link. */
  paragraphs: string[]
  /** What the link says, in HTML. */
  action?: string
}

/**
 * Every mail that is sent: fixed words in both languages, and nothing that anybody typed, so that nobody can send words
 * of their own to an address through the portal.
 */
const messages = {
  invitation: {
    de: {
      subject: 'Ihr Zugang zum Kundenportal',
      paragraphs: [
        'Für Sie wurde ein Zugang zum Kundenportal Ihres Service Desks eingerichtet. Legen Sie über den folgenden Link Ihr Passwort fest:',
        '{link}',
        'Der Link funktioniert einmal und nur für begrenzte Zeit. Wenn er abgelaufen ist, bitten Sie Ihren Service Desk um einen neuen.',
      ],
      action: 'Passwort festlegen',
    },
    en: {
      subject: 'Your access to the customer portal',
      paragraphs: [
        'An account for the customer portal of your service desk was created for you. Set your password by this link:',
        '{link}',
        'The link works once and for a limited time. If it has run out, ask your service desk for a new one.',
      ],
      action: 'Set password',
    },
  },
  'password-reset': {
    de: {
      subject: 'Neues Passwort für das Kundenportal',
      paragraphs: [
        'Für Ihren Zugang zum Kundenportal wurde ein neues Passwort angefordert. Über den folgenden Link legen Sie es fest:',
        '{link}',
        'Der Link funktioniert einmal und nur für begrenzte Zeit. Wenn Sie kein neues Passwort angefordert haben, müssen Sie nichts tun: Ihr bisheriges gilt weiter.',
      ],
      action: 'Neues Passwort festlegen',
    },
    en: {
      subject: 'New password for the customer portal',
      paragraphs: [
        'A new password was asked for, for your account in the customer portal. Set it by this link:',
        '{link}',
        'The link works once and for a limited time. If you did not ask for a new password, there is nothing to do: the one you have goes on working.',
      ],
      action: 'Set new password',
    },
  },
  'password-changed': {
    de: {
      subject: 'Ihr Passwort wurde geändert',
      paragraphs: [
        'Das Passwort Ihres Zugangs zum Kundenportal wurde geändert. Alle anderen Sitzungen wurden beendet.',
        'Wenn Sie das nicht waren, wenden Sie sich bitte sofort an Ihren Service Desk.',
      ],
    },
    en: {
      subject: 'Your password was changed',
      paragraphs: [
        'The password of your account in the customer portal was changed. All other sessions were ended.',
        'If this was not you, please contact your service desk at once.',
      ],
    },
  },
  'sign-in-delayed': {
    de: {
      subject: 'Fehlgeschlagene Anmeldungen',
      paragraphs: [
        'Jemand hat mehrmals vergeblich versucht, sich mit Ihrem Zugang am Kundenportal anzumelden. Weitere Versuche werden verzögert; gesperrt ist Ihr Zugang nicht.',
        'Wenn Sie das nicht waren, ist Ihr Passwort weiterhin unbekannt geblieben. Wählen Sie ein neues, falls Sie es auch anderswo verwenden.',
      ],
    },
    en: {
      subject: 'Failed sign-ins',
      paragraphs: [
        'Somebody has tried several times in vain to sign in to the customer portal with your account. Further tries are delayed; your account is not locked.',
        'If this was not you, your password has not been found out. Choose a new one if you use it elsewhere, too.',
      ],
    },
  },
  'second-factor-enabled': {
    de: {
      subject: 'Zweiter Faktor eingeschaltet',
      paragraphs: [
        'Die Anmeldung am Kundenportal fragt ab jetzt nach einem Code Ihrer Authenticator-App.',
        'Wenn Sie das nicht waren, wenden Sie sich bitte sofort an Ihren Service Desk.',
      ],
    },
    en: {
      subject: 'Second factor switched on',
      paragraphs: [
        'From now on, signing in to the customer portal asks for a code of your authenticator app.',
        'If this was not you, please contact your service desk at once.',
      ],
    },
  },
  'second-factor-disabled': {
    de: {
      subject: 'Zweiter Faktor ausgeschaltet',
      paragraphs: [
        'Die Anmeldung am Kundenportal fragt nicht mehr nach einem Code; das Passwort allein genügt.',
        'Wenn Sie das nicht waren, wenden Sie sich bitte sofort an Ihren Service Desk.',
      ],
    },
    en: {
      subject: 'Second factor switched off',
      paragraphs: [
        'Signing in to the customer portal no longer asks for a code; the password alone is enough.',
        'If this was not you, please contact your service desk at once.',
      ],
    },
  },
} satisfies Record<string, Record<MailLanguage, Message>>

/** The text of a mail, and the same as HTML. */
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
