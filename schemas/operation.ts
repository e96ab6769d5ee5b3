import { type TSchema, Type } from 'typebox'
import { type ErrorCode, errorBody, errorTable } from './errors.ts'
import { Closed } from './fields.ts'

/**
 * Who may call an operation.
 * - `public`: anybody
 * - `portal`: a signed-in portal user, who sees what belongs to their customer and the public knowledge base
 * - `administrator`: an agent of the ITSM who administers the portal users of an organisation
 * - `operator`: the monitoring of whoever runs the service
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
  /** What it answers when all went well. */
  success: {
    status: number
    description: string
    body: TSchema
    headers?: Record<string, TSchema>
    /** Where it is not JSON. */
    contentType?: string
  }
  /** A second answer that is no error, such as 304. */
  alternatives?: Record<number, { description: string }>
  /** Whether it changes something: with the cookie of the built-in portal, it then takes same-origin requests only. */
  changes?: true
  /** The codes of its own; those that every operation of its kind can give are added. */
  errors?: readonly ErrorCode[]
}

type SuccessOf<C extends Contract> = { [S in C['success']['status']]: C['success']['body'] }
type RequestParts<C extends Contract> = Pick<C, Extract<keyof C, 'params' | 'querystring' | 'headers' | 'body'>>

/** What a route spreads into its Fastify options: the schema and who may call it. */
export interface Operation<C extends Contract> {
  schema: RequestParts<C> & { response: SuccessOf<C> }
  config: { access: Access }
}

/**
 * Turns the contract of one operation into Fastify route options. Everything that the OpenAPI document says about
 * the operation, that validation checks, that serialisation lets out, and who may call it comes from here.
 */
export function operation<const C extends Contract>(contract: C): Operation<C> {
  const { access, operationId, summary, description, tag, success } = contract
  const response: Record<number, TSchema> = {
    [success.status]: answer(success.body, success.description, success.headers, success.contentType),
  }
  for (const [status, alternative] of Object.entries(contract.alternatives ?? {}))
    response[Number(status)] = answer(Type.Null(), alternative.description)
  for (const [status, codes] of byStatus(errorCodesOf(contract)))
    response[status] = answer(
      errorBody(codes),
      describe(codes),
      status === 429 || status === 503 ? retryAfter : undefined,
    )

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
    // An operation without a query of its own refuses every field in it.
    querystring: Closed({}),
    ...parts,
    response: response as SuccessOf<C>,
  }
  return { schema, config: { access } }
}

/**
 * What an operation for browsers answers: no body, but where to go on.
 *
 * @param says what stands in `Location`, and what the cookie is that comes with it
 */
export function redirection<Status extends 302 | 303>(status: Status, says: { location: string; cookie: string }) {
  return {
    status,
    description: 'Goes on elsewhere.',
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
  'Retry-After': Type.Integer({ description: 'Seconds to wait before the next try.', examples: [5] }),
}

function answer(
  schema: TSchema,
  description: string,
  headers?: Record<string, TSchema>,
  contentType?: string,
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
  // What takes no body gets one all the same from some clients, and it may be broken.
  if (contract.body || contract.changes) codes.push('INVALID_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE')
  return codes
}

function byStatus(codes: readonly ErrorCode[]): Map<number, ErrorCode[]> {
  return Map.groupBy([...new Set(codes)].sort(), (code) => errorTable[code].status)
}

function describe(codes: readonly ErrorCode[]): string {
  return codes.map((code) => `\`${code}\`: ${errorTable[code].message}`).join(' ')
}
