import { type TSchema, Type } from 'typebox'
import { type ErrorCode, errorBody, errorTable } from './errors.ts'
import { Closed } from './fields.ts'

/**
 * Who may call an operation.
 * - `public`: anybody
 * - `portal`: a signed-in portal user. They see the data of their customer and the public knowledge base
 * - `administrator`: an agent of the ITSM who administers the portal users of an organisation
 * - `operator`: the monitoring of the operator
 */
export type Access = 'public' | 'portal' | 'administrator' | 'operator'

interface Contract {
  /** Who may call it. There is no default: an operation that does not say so does not compile. */
  access: Access
  operationId: string
  summary: string
  description: string
  tag: string
  params?: TSchema
  querystring?: TSchema
  headers?: TSchema
  body?: TSchema
  /** The answer if the operation succeeds. */
  success: {
    status: number
    description: string
    body: TSchema
    headers?: Record<string, TSchema>
    /** The media type, unless it is JSON. */
    contentType?: string
  }
  /** A second answer that is no error, such as 304. */
  alternatives?: Record<number, { description: string }>
  /** Whether it changes data. With a cookie, the request must then come from the same origin. */
  changes?: true
  /** The operation's own error codes. The codes that are common to its kind are added. */
  errors?: readonly ErrorCode[]
}

type SuccessOf<C extends Contract> = { [S in C['success']['status']]: C['success']['body'] }
type RequestParts<C extends Contract> = Pick<C, Extract<keyof C, 'params' | 'querystring' | 'headers' | 'body'>>

/** The Fastify options of a route: the schema, and who may call it. */
export interface Operation<C extends Contract> {
  schema: RequestParts<C> & { response: SuccessOf<C> }
  config: { access: Access }
}

/**
 * Turns the contract of one operation into Fastify route options. The OpenAPI document, validation, serialisation and
 * access control all use it.
 */
export function operation<const C extends Contract>(contract: C): Operation<C> {
  const { access, operationId, summary, description, tag, success } = contract
  const response: Record<number, TSchema> = {
    [success.status]: answer(success.body, success.description, success),
  }
  for (const [status, alternative] of Object.entries(contract.alternatives ?? {}))
    response[Number(status)] = answer(Type.Null(), alternative.description)
  for (const [status, codes] of byStatus(errorCodesOf(contract)))
    response[status] = answer(errorBody(codes), describe(codes), {
      headers: status === 429 || status === 503 ? retryAfter : undefined,
    })

  const parts = Object.fromEntries(
    (['params', 'querystring', 'headers', 'body'] as const).flatMap((part) =>
      contract[part] ? [[part, contract[part]]] : [],
    ),
  ) as RequestParts<C>
  const schema = {
    operationId,
    summary,
    description,
    tags: [tag],
    security: security[access],
    // An operation without query parameters refuses every query.
    querystring: Closed({}),
    ...parts,
    response: response as SuccessOf<C>,
  }
  return { schema, config: { access } }
}

/**
 * The answer of an operation for browsers: a redirect without a body.
 *
 * @param says descriptions of `Location` and of the cookie
 */
export function redirection<Status extends 302 | 303>(status: Status, says: { location: string; cookie: string }) {
  return {
    status,
    description: 'A redirect.',
    body: Type.Null(),
    headers: {
      Location: Type.String({ description: says.location, format: 'uri-reference', examples: ['/portal/tickets'] }),
      'Set-Cookie': Type.String({ description: says.cookie }),
    },
  }
}

const security: Record<Access, Record<string, string[]>[]> = {
  public: [],
  portal: [{ portalToken: [] }, { portalCookie: [] }],
  administrator: [{ agentToken: [] }, { agentCookie: [] }],
  operator: [],
}

const retryAfter = {
  'Retry-After': Type.Integer({ description: 'Seconds to wait before the next attempt.', examples: [5] }),
}

function answer(
  schema: TSchema,
  description: string,
  { headers, contentType }: { headers?: Record<string, TSchema> | undefined; contentType?: string | undefined } = {},
): TSchema {
  const body = contentType === undefined ? schema : { content: { [contentType]: { schema } } }
  return { ...body, description, ...(headers ? { headers } : {}) }
}

function errorCodesOf(contract: Contract): ErrorCode[] {
  const codes: ErrorCode[] = [
    'BAD_REQUEST',
    'VALIDATION_FAILED',
    ...(contract.errors ?? []),
    'RATE_LIMITED',
    'INTERNAL_ERROR',
    'SERVICE_UNAVAILABLE',
  ]
  if (contract.access !== 'public') codes.push('UNAUTHENTICATED')
  if (contract.access === 'administrator') codes.push('NOT_AN_ADMINISTRATOR')
  if (contract.changes) codes.push('CROSS_ORIGIN_REQUEST')
  // Some clients send a body where none is expected, and it can be malformed.
  if (contract.body || contract.changes) codes.push('INVALID_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE')
  return codes
}

function byStatus(codes: readonly ErrorCode[]): Map<number, ErrorCode[]> {
  return Map.groupBy([...new Set(codes)].sort(), (code) => errorTable[code].status)
}

function describe(codes: readonly ErrorCode[]): string {
  return codes.map((code) => `\`${code}\`: ${errorTable[code].message}`).join(' ')
}
