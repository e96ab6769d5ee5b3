import { type Static, Type } from 'typebox'
import { Credentials, maxPasswordBytes } from './auth.ts'
import { Closed, One, OneOf, Secret } from './fields.ts'
import { operation } from './operation.ts'

/** The smallest number of characters of a new password (NIST SP 800-63B, OWASP Authentication). */
export const minPasswordLength = 10

/** The purposes of a link to set a password. */
export const linkPurposes = ['invitation', 'reset'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

/** The schema of a new password. @param name the beginning of its description */
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
  description: 'The part of the link after the `#`.',
  examples: ['q0V5cZ6s1h0oXbOYw2v0m3Jk8m7n1cV5b9T4r2e6y8U'],
})

const tag = 'Passwords'

export const requestPasswordReset = operation({
  access: 'public',
  operationId: 'requestPasswordReset',
  summary: 'Request a link to set a new password',
  description:
    'Sends a mail to the portal user if the account exists. Neither the answer nor its time reveals whether it exists. A person gets at most five mails an hour.',
  tag,
  body: Closed({ tenantSlug: Credentials.properties.tenantSlug, email: Credentials.properties.email }),
  success: { status: 202, description: 'Taken.', body: One(Closed({})) },
  errors: ['MAIL_NOT_CONFIGURED'],
})

export const readLink = operation({
  access: 'public',
  operationId: 'readLink',
  summary: 'Show the purpose of a link',
  description: 'Shows whose password a link sets. The link stays valid.',
  tag,
  body: Closed({ token: LinkToken }),
  success: {
    status: 200,
    description: 'The link is valid.',
    body: One(
      Closed(
        {
          purpose: OneOf(linkPurposes, { description: 'The purpose of the link.' }),
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
  description:
    'Sets the password, uses up the link and ends every session of the user. The user can then sign in with the new password.',
  tag,
  body: Closed({ token: LinkToken, password: newPassword('The new password') }),
  success: { status: 204, description: 'The password is set.', body: Type.Null() },
  errors: ['LINK_INVALID', 'PASSWORD_TOO_WEAK'],
})

export const changePassword = operation({
  access: 'portal',
  operationId: 'changePassword',
  summary: 'Change the password',
  description:
    'Ends every other session of the user. The number of attempts is limited in the same way as sign-in attempts.',
  tag,
  body: Closed({ currentPassword: Credentials.properties.password, newPassword: newPassword('The new password') }),
  success: { status: 204, description: 'The password is changed.', body: Type.Null() },
  changes: true,
  errors: ['WRONG_PASSWORD', 'PASSWORD_TOO_WEAK'],
})
export type PasswordChange = Static<typeof changePassword.schema.body>
