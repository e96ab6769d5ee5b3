import { type Static, Type } from 'typebox'
import { Closed, Id, Nullable, One, OneOf, Timestamp } from './fields.ts'
import { operation } from './operation.ts'
import { Page, paging } from './paging.ts'

const browser = Nullable(Type.String({ description: 'What it called itself.', examples: ['Firefox 133 on Windows'] }))
const address = Nullable(Type.String({ description: 'The network address.', examples: ['198.51.100.7'] }))

export const ActiveSession = Closed(
  {
    id: Id('The session.'),
    createdAt: Timestamp('When it began.'),
    lastUsedAt: Nullable(Timestamp('When it was last used, to the minute.')),
    expiresAt: Timestamp('When it ends by itself.'),
    browser,
    address,
    isCurrent: Type.Boolean({ description: 'Whether it is the one of this request.' }),
  },
  { title: 'ActiveSession' },
)
export type ActiveSession = Static<typeof ActiveSession>

/** What the security log tells. */
export const securityEvents = [
  'SIGNED_IN',
  'SIGN_IN_FAILED',
  'SIGNED_OUT',
  'SESSION_ENDED',
  'OTHER_SESSIONS_ENDED',
  'PASSWORD_CHANGED',
  'PASSWORD_RESET_REQUESTED',
  'PASSWORD_RESET',
  'INVITED',
  'INVITATION_ACCEPTED',
  'SECOND_FACTOR_ENABLED',
  'SECOND_FACTOR_DISABLED',
  'RECOVERY_CODE_USED',
  'IDENTITY_LINKED',
  'DISABLED',
  'ENABLED',
] as const
export type SecurityEventKind = (typeof securityEvents)[number]

export const SecurityEvent = Closed(
  {
    id: Id('The event.'),
    event: OneOf(securityEvents, { description: 'What happened.' }),
    createdAt: Timestamp('When.'),
    browser,
    address,
  },
  { title: 'SecurityEvent' },
)
export type SecurityEvent = Static<typeof SecurityEvent>

const tag = 'Security'

export const listSessions = operation({
  access: 'portal',
  operationId: 'listSessions',
  summary: 'My sessions',
  description: 'Every session of the signed-in user that still works, the latest first; at most 100.',
  tag,
  success: { status: 200, description: 'The sessions.', body: One(Type.Array(ActiveSession)) },
})

export const endSession = operation({
  access: 'portal',
  operationId: 'endSession',
  summary: 'End one of my sessions',
  description: 'Its token or cookie stops working within seconds.',
  tag,
  params: Closed({ id: Id('The session.') }),
  success: { status: 204, description: 'Ended.', body: Type.Null() },
  changes: true,
  errors: ['SESSION_NOT_FOUND'],
})

export const endOtherSessions = operation({
  access: 'portal',
  operationId: 'endOtherSessions',
  summary: 'End all my other sessions',
  description: 'Every session of the signed-in user but the one of this request.',
  tag,
  success: { status: 204, description: 'Ended.', body: Type.Null() },
  changes: true,
})

export const listSecurityEvents = operation({
  access: 'portal',
  operationId: 'listSecurityEvents',
  summary: 'My security log',
  description: 'What happened to the account of the signed-in user in the last 180 days, the latest first.',
  tag,
  querystring: Closed(paging),
  success: { status: 200, description: 'A page of events.', body: Page(SecurityEvent) },
})
