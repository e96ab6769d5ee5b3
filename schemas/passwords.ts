import { type Static, Type } from 'typebox'
import { Credentials, maxPasswordBytes } from './auth.ts'
import { Closed, One, OneOf, Secret } from './fields.ts'
import { operation } from './operation.ts'

/** How many characters a new password must have at least (NIST SP 800-63B, OWASP Authentication). */
export const minPasswordLength = 10

/** What a link to set a password was made for. */
export const linkPurposes = ['invitation', 'reset'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

/** A password that somebody chooses. @param name what it is, for the description */
export const newPassword = (name: string) =>
  Secret(
    { minLength: minPasswordLength, maxLength: maxPasswordBytes },
    {
      description: `${name}: at least ${minPasswordLength} characters, at most ${maxPasswordBytes} bytes of UTF-8, not easy to guess.`,
      format: 'password',
      examples: ['four uncommon words together'],
    },
  )

const LinkToken = Type.String({
  pattern: '^[\\w-]{43}$',
  description: 'What stands after the `#` of the link.',
  examples: ['q0V5cZ6s1h0oXbOYw2v0m3Jk8m7n1cV5b9T4r2e6y8U'],
})

const tag = 'Passwords'

export const requestPasswordReset = operation({
  access: 'public',
  operationId: 'requestPasswordReset',
  summary: 'Ask for a link to set a new password',
  description:
    'Sends a mail to the portal user, if there is one. The answer, and its time, say nothing about whether there is. Mails to one person are limited to five an hour.',
  tag,
  body: Closed({ tenantSlug: Credentials.properties.tenantSlug, email: Credentials.properties.email }),
  success: { status: 202, description: 'Taken.', body: One(Closed({})) },
  errors: ['MAIL_NOT_CONFIGURED'],
})

export const readLink = operation({
  access: 'public',
  operationId: 'readLink',
  summary: 'What a link is for',
  description: 'Whose password a link sets, before it is used.',
  tag,
  body: Closed({ token: LinkToken }),
  success: {
    status: 200,
    description: 'The link works.',
    body: One(
      Closed(
        {
          purpose: OneOf(linkPurposes, { description: 'What the link was made for.' }),
          email: Type.String({ description: 'The e-mail to sign in with.', examples: ['portal@acme.example.com'] }),
          tenantSlug: Type.String({ description: 'The organisation ID to sign in with.', examples: ['demo-org'] }),
        },
        { title: 'PasswordLink' },
      ),
    ),
  },
  errors: ['LINK_INVALID'],
})

export const setPasswordByLink = operation({
  access: 'public',
  operationId: 'setPasswordByLink',
  summary: 'Set a password by a link',
  description: 'Uses the link up, sets the password and ends every session of the user. Sign in with it afterwards.',
  tag,
  body: Closed({ token: LinkToken, password: newPassword('The new password') }),
  success: { status: 204, description: 'The password is set.', body: Type.Null() },
  errors: ['LINK_INVALID', 'PASSWORD_TOO_WEAK'],
})

export const changePassword = operation({
  access: 'portal',
  operationId: 'changePassword',
  summary: 'Change the password',
  description: 'Ends every other session of the user. The number of tries is limited like that of sign-ins.',
  tag,
  body: Closed({ currentPassword: Credentials.properties.password, newPassword: newPassword('The new password') }),
  success: { status: 204, description: 'The password is changed.', body: Type.Null() },
  changes: true,
  errors: ['WRONG_PASSWORD', 'PASSWORD_TOO_WEAK'],
})
export type PasswordChange = Static<typeof changePassword.schema.body>
