import { type Static, type TSchema, Type } from 'typebox'

/**
 * Every error that the API can answer with: its stable code, its HTTP status and its text for people.
 * Codes never change their meaning; front ends may switch on them.
 */
export const errorTable = {
  BAD_REQUEST: { status: 400, message: 'The request could not be understood.' },
  INVALID_JSON: { status: 400, message: 'The body is not valid JSON.' },
  VALIDATION_FAILED: { status: 400, message: 'The request does not match the contract.' },
  UNAUTHENTICATED: { status: 401, message: 'Sign in to use this.' },
  INVALID_CREDENTIALS: { status: 401, message: 'Organisation, e-mail or password is wrong.' },
  SECOND_FACTOR_REQUIRED: { status: 401, message: 'Enter the code of your authenticator app, or a recovery code.' },
  INVALID_CODE: { status: 401, message: 'This code is wrong, or was used already.' },
  WRONG_PASSWORD: { status: 403, message: 'The current password is wrong.' },
  NOT_AN_ADMINISTRATOR: { status: 403, message: 'Your role in this organisation does not allow this.' },
  CROSS_ORIGIN_REQUEST: { status: 403, message: 'This request may only come from the portal itself.' },
  ROUTE_NOT_FOUND: { status: 404, message: 'There is nothing at this address.' },
  TICKET_NOT_FOUND: { status: 404, message: 'There is no such ticket.' },
  ARTICLE_NOT_FOUND: { status: 404, message: 'There is no such article.' },
  SESSION_NOT_FOUND: { status: 404, message: 'There is no such session.' },
  PORTAL_USER_NOT_FOUND: { status: 404, message: 'There is no such portal user.' },
  TICKET_CLOSED: { status: 409, message: 'This ticket is closed; comments can no longer be added.' },
  EMAIL_TAKEN: { status: 409, message: 'There is a portal user with this e-mail already.' },
  PORTAL_USER_DISABLED: { status: 409, message: 'This portal user is disabled.' },
  SECOND_FACTOR_STATE: { status: 409, message: 'The second factor is not in the state that this needs.' },
  LINK_INVALID: { status: 410, message: 'This link has run out or was used already. Ask for a new one.' },
  BODY_TOO_LARGE: { status: 413, message: 'The body is too large.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: 'Send the body as application/json.' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, message: 'This Idempotency-Key was used for another request.' },
  UNKNOWN_CUSTOMER: { status: 422, message: 'There is no such customer.' },
  IMPORT_UNREADABLE: { status: 422, message: 'The file cannot be imported.' },
  PASSWORD_TOO_WEAK: { status: 422, message: 'This password is too easy to guess.' },
  RATE_LIMITED: { status: 429, message: 'Too many requests. Wait a moment, then try again.' },
  INTERNAL_ERROR: { status: 500, message: 'Something went wrong on our side.' },
  MAIL_NOT_CONFIGURED: { status: 501, message: 'This portal sends no mail. Ask your service desk for a link.' },
  SERVICE_UNAVAILABLE: { status: 503, message: 'The service is not available at the moment. Try again shortly.' },
} as const satisfies Record<string, { status: number; message: string }>

/** A stable error code of the API. */
export type ErrorCode = keyof typeof errorTable

const ErrorDetail = Type.Object(
  {
    path: Type.String({ description: 'Where in the request, for example `body/title`.', examples: ['body/title'] }),
    code: Type.Optional(
      Type.String({
        description: 'What is wrong there, for front ends that translate it.',
        examples: ['COMMON_PASSWORD'],
      }),
    ),
    message: Type.String({ description: 'What is wrong there.', examples: ['must NOT have more than 200 characters'] }),
  },
  { title: 'ErrorDetail', additionalProperties: false },
)
export type ErrorDetail = Static<typeof ErrorDetail>

/**
 * The body of an error answer, limited to the codes that an operation can give with one status.
 *
 * @param codes the codes that this status can carry at this operation
 */
export function errorBody(codes: readonly ErrorCode[]): TSchema {
  const [first = 'INTERNAL_ERROR'] = codes
  return Type.Object(
    {
      error: Type.Object(
        {
          code: Type.Enum([...codes], { type: 'string', description: 'The stable code to switch on.' }),
          message: Type.String({ description: 'A text for people.', examples: [errorTable[first].message] }),
          details: Type.Optional(Type.Array(ErrorDetail, { description: 'Which parts of the request are wrong.' })),
          requestId: Type.String({
            description: 'Name it when you report a problem; the operator finds the request by it.',
            examples: ['9f1c3c1e-6d0b-4a55-9f61-2f9d6c3c8f55'],
          }),
        },
        { additionalProperties: false },
      ),
    },
    { title: `${codes.map(inPascalCase).join('Or')}Error`, additionalProperties: false },
  )
}

function inPascalCase(code: string): string {
  return code
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('')
}
