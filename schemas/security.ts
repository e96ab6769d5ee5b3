import { type Static, Type } from 'typebox'
import { Closed, Id, Nullable, One, OneOf, Timestamp } from './fields.ts'
import { operation } from './operation.ts'
import { Page, paging } from './paging.ts'

const browser = Nullable(
  Type.String({ description: 'The browser and its operating system.', examples: ['Firefox 133 on Windows'] }),
)
const address = Nullable(Type.String({ description: 'The network address.', examples: ['198.51.100.7'] }))

export const ActiveSession = Closed(
  {
    id: Id('The session.'),
    createdAt: Timestamp('When the user signed in.'),
    lastUsedAt: Nullable(Timestamp('When the session was last used, to the minute.')),
    expiresAt: Timestamp('When the session expires.'),
    browser,
    address,
    isCurrent: Type.Boolean({ description: 'Whether this request belongs to the session.' }),
  },
  { title: 'ActiveSession' },
)
export type ActiveSession = Static<typeof ActiveSession>

/** The events in the security log. */
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
    createdAt: Timestamp('When it happened.'),
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
  description: 'The active sessions of the signed-in user, the latest first. At most 100.',
  tag,
  success: { status: 200, description: 'The sessions.', body: One(Type.Array(ActiveSession)) },
})

export const endSession = operation({
  access: 'portal',
  operationId: 'endSession',
  summary: 'End one of my sessions',
  description: 'The token or cookie of the session stops working within seconds.',
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
  description: 'Ends every session of the signed-in user except that of this request.',
  tag,
  success: { status: 204, description: 'Ended.', body: Type.Null() },
  changes: true,
})

export const listSecurityEvents = operation({
  access: 'portal',
  operationId: 'listSecurityEvents',
  summary: 'My security log',
  description: 'The security events of the signed-in user’s account in the last 180 days, the latest first.',
  tag,
  querystring: Closed(paging),
  success: { status: 200, description: 'A page of events.', body: Page(SecurityEvent) },
})
