import type { Readable } from 'node:stream'
import { type Static, Type } from 'typebox'
import { Closed, Id, Line, Nullable, One, OneOf, Timestamp, typed } from './fields.ts'
import { operation } from './operation.ts'
import { Page, paging } from './paging.ts'
import { newPassword } from './passwords.ts'

/** The languages that people can get mails in. */
export const mailLanguages = ['de', 'en'] as const

/**
 * - `active`: may sign in
 * - `invited`: has not set a password yet
 * - `disabled`: is switched off
 */
export const portalUserStatuses = ['active', 'invited', 'disabled'] as const
export type PortalUserStatus = (typeof portalUserStatuses)[number]

/** The pattern of an e-mail address. It excludes the characters that have a meaning in mail headers. */
export const emailPattern = '^[^\\s@\\p{Cc}"(),:;<>[\\\\\\]]+@[\\p{L}\\p{N}.-]+\\.[\\p{L}\\p{N}-]+$'
/** The largest number of characters of an e-mail address (RFC 5321, 4.5.3.1). */
export const maxEmail = 254
/** The largest number of characters of a name. */
export const maxDisplayName = 100

const displayName = Line({ minLength: 1, maxLength: maxDisplayName }, { examples: ['Anna Berg'] })
const language = Nullable(OneOf(mailLanguages, { description: 'The language of mails. Null if it is unknown.' }))

const shared = {
  id: Id('The portal user.'),
  email: Type.String({ examples: ['anna.berg@acme.example.com'] }),
  displayName: Type.String({ examples: ['Anna Berg'] }),
  customerId: Id('The customer (company) the user belongs to.'),
  customerName: Type.String({ examples: ['ACME Manufacturing GmbH'] }),
  status: OneOf(portalUserStatuses, {
    description: '`active`: may sign in; `invited`: has not set a password yet; `disabled`: is switched off.',
  }),
  language,
  createdAt: Timestamp('When the user was created.'),
  lastLoginAt: Nullable(Timestamp('The latest sign-in.')),
}

export const ManagedPortalUser = Closed(shared, { title: 'ManagedPortalUser' })
export type ManagedPortalUser = Static<typeof ManagedPortalUser>

export const ManagedPortalUserDetail = Closed(
  {
    ...shared,
    sessions: Type.Integer({ description: 'The number of sessions of the user.', examples: [1] }),
    hasSecondFactor: Type.Boolean({ description: 'Whether two-factor authentication is on.' }),
    linkExpiresAt: Nullable(Timestamp('When the invitation or the link for a new password expires. Null without one.')),
  },
  { title: 'ManagedPortalUserDetail' },
)
export type ManagedPortalUserDetail = Static<typeof ManagedPortalUserDetail>

export const LinkMade = Closed(
  {
    isMailed: Type.Boolean({ description: 'Whether the link is sent to the user by mail.' }),
    link: Nullable(
      Type.String({
        description:
          'The link to pass on to the user. Null if it is sent by mail. It is not sent if mail is not configured, or if the user got too many mails within the hour.',
        examples: ['https://desk.example.com/portal/password#q0V5cZ6s1h0oXbOYw2v0m3Jk8m7n1cV5b9T4r2e6y8U'],
      }),
    ),
  },
  { title: 'LinkMade' },
)
export type LinkMade = Static<typeof LinkMade>

const tag = 'Administration'
const params = Closed({ id: Id('The portal user.') })

export const getAdministrator = operation({
  access: 'administrator',
  operationId: 'getAdministrator',
  summary: 'The signed-in administrator',
  description: 'The agent of the token, and the organisation whose portal users they administer.',
  tag,
  success: {
    status: 200,
    description: 'The agent.',
    body: One(
      Closed(
        {
          id: Id('The agent.'),
          displayName: Type.String({ examples: ['Sabine Hofer'] }),
          tenant: Closed({
            name: Type.String({ examples: ['Demo Organisation'] }),
            slug: Type.String({ examples: ['demo-org'] }),
          }),
          sendsMail: Type.Boolean({ description: 'Whether links are sent by mail. Otherwise they are returned.' }),
        },
        { title: 'Administrator' },
      ),
    ),
  },
})

export const listPortalUsers = operation({
  access: 'administrator',
  operationId: 'listPortalUsers',
  summary: 'The portal users',
  description: 'The portal users of the organisation, sorted by e-mail.',
  tag,
  querystring: Closed({
    q: Type.Optional(
      Line(
        { minLength: 1, maxLength: 100 },
        { description: 'Part of the e-mail, the name or the customer’s name.', examples: ['acme'] },
      ),
    ),
    status: Type.Optional(OneOf(portalUserStatuses, { description: 'Only users of this status.' })),
    ...paging,
  }),
  success: { status: 200, description: 'A page of portal users.', body: Page(ManagedPortalUser) },
})

export const getPortalUser = operation({
  access: 'administrator',
  operationId: 'getPortalUser',
  summary: 'A portal user',
  description: 'One portal user of the organisation.',
  tag,
  params,
  success: { status: 200, description: 'The portal user.', body: One(ManagedPortalUserDetail) },
  errors: ['PORTAL_USER_NOT_FOUND'],
})

export const createPortalUser = operation({
  access: 'administrator',
  operationId: 'createPortalUser',
  summary: 'Create a portal user',
  description:
    'Creates a portal user of a customer, and invites them unless `invite` is false. A user without an invitation can be invited later, or can sign in through the identity provider of the organisation.',
  tag,
  body: Closed({
    email: Type.String({
      maxLength: maxEmail,
      pattern: emailPattern,
      ...typed,
      description: 'Unique in the organisation, regardless of case.',
      examples: ['anna.berg@acme.example.com'],
    }),
    displayName,
    customerId: Id('A customer of the organisation.'),
    language: Type.Optional(language),
    invite: Type.Optional(Type.Boolean({ default: true, description: 'Whether to create an invitation.' })),
  }),
  success: {
    status: 201,
    description: 'Created.',
    body: One(Closed({ user: ManagedPortalUser, invitation: Nullable(LinkMade) }, { title: 'PortalUserCreated' })),
  },
  changes: true,
  errors: ['EMAIL_TAKEN', 'UNKNOWN_CUSTOMER'],
})

export const changePortalUser = operation({
  access: 'administrator',
  operationId: 'changePortalUser',
  summary: 'Change a portal user',
  description:
    'Changes the given members only. A user who moves to another customer is signed out, and then sees the tickets of the new customer.',
  tag,
  params,
  body: Closed({
    displayName: Type.Optional(displayName),
    customerId: Type.Optional(Id('A customer of the organisation.')),
    language: Type.Optional(language),
  }),
  success: { status: 200, description: 'Changed.', body: One(ManagedPortalUser) },
  changes: true,
  errors: ['PORTAL_USER_NOT_FOUND', 'UNKNOWN_CUSTOMER'],
})
export type PortalUserChange = Static<typeof changePortalUser.schema.body>

export const makePasswordLink = operation({
  access: 'administrator',
  operationId: 'makePasswordLink',
  summary: 'Send a link to set a password',
  description:
    'Creates an invitation for a user who has no password yet, and a link for a new password for other users. Former links of the user no longer work.',
  tag,
  params,
  success: { status: 200, description: 'The link was created.', body: One(LinkMade) },
  changes: true,
  errors: ['PORTAL_USER_NOT_FOUND', 'PORTAL_USER_DISABLED'],
})

export const setPortalUserPassword = operation({
  access: 'administrator',
  operationId: 'setPortalUserPassword',
  summary: 'Set the password of a portal user',
  description:
    'For users who cannot receive a link. Ends every session of the user. The user is told by mail if mail is configured.',
  tag,
  params,
  body: Closed({ password: newPassword('The new password') }),
  success: { status: 204, description: 'The password is set.', body: Type.Null() },
  changes: true,
  errors: ['PORTAL_USER_NOT_FOUND', 'PASSWORD_TOO_WEAK'],
})

export const disablePortalUser = operation({
  access: 'administrator',
  operationId: 'disablePortalUser',
  summary: 'Disable a portal user',
  description: 'Ends every session of the user and voids their links. They cannot sign in until they are enabled.',
  tag,
  params,
  success: { status: 200, description: 'Disabled.', body: One(ManagedPortalUser) },
  changes: true,
  errors: ['PORTAL_USER_NOT_FOUND'],
})

export const enablePortalUser = operation({
  access: 'administrator',
  operationId: 'enablePortalUser',
  summary: 'Enable a portal user',
  description: 'The user can sign in again, with the password they had.',
  tag,
  params,
  success: { status: 200, description: 'Enabled.', body: One(ManagedPortalUser) },
  changes: true,
  errors: ['PORTAL_USER_NOT_FOUND'],
})

export const removeSecondFactor = operation({
  access: 'administrator',
  operationId: 'removeSecondFactor',
  summary: 'Turn off two-factor authentication of a portal user',
  description:
    'For users who have lost their app and their recovery codes. Verify the identity of the person first. The user is told by mail if mail is configured.',
  tag,
  params,
  success: { status: 204, description: 'Two-factor authentication is off.', body: Type.Null() },
  changes: true,
  errors: ['PORTAL_USER_NOT_FOUND'],
})

export const listCustomers = operation({
  access: 'administrator',
  operationId: 'listCustomers',
  summary: 'The customers',
  description: 'The active customers of the organisation, sorted by name. A portal user belongs to one of them.',
  tag,
  querystring: Closed({
    q: Type.Optional(Line({ minLength: 1, maxLength: 100 }, { description: 'Part of the name.', examples: ['acme'] })),
    ...paging,
  }),
  success: {
    status: 200,
    description: 'A page of customers.',
    body: Page(
      Closed(
        { id: Id('The customer.'), name: Type.String({ examples: ['ACME Manufacturing GmbH'] }) },
        { title: 'CustomerChoice' },
      ),
    ),
  },
})

export const exportPortalUsers = operation({
  access: 'administrator',
  operationId: 'exportPortalUsers',
  summary: 'The portal users as CSV',
  description:
    'Every portal user of the organisation as CSV (RFC 4180) in UTF-8. An import accepts the file. Fields that a spreadsheet would read as a formula are marked as text.',
  tag,
  success: {
    status: 200,
    description: 'The file.',
    contentType: 'text/csv',
    body: Type.Unsafe<Readable>({ type: 'string', examples: ['email,displayName,customer,language\r\n'] }),
  },
})
