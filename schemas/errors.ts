import { type Static, type TSchema, Type } from 'typebox'

/**
 * Every error of the API: its stable code, its HTTP status and its message for people. Codes never change their meaning,
 * so front ends can switch on them.
 */
export const errorTable = {
  BAD_REQUEST: { status: 400, message: 'The request could not be understood.' },
  INVALID_JSON: { status: 400, message: 'The body is not valid JSON.' },
  VALIDATION_FAILED: { status: 400, message: 'The request does not match the contract.' },
  UNAUTHENTICATED: { status: 401, message: 'Sign in first.' },
  INVALID_CREDENTIALS: { status: 401, message: 'Organisation, e-mail or password is wrong.' },
  SECOND_FACTOR_REQUIRED: { status: 401, message: 'Enter the code of your authenticator app, or a recovery code.' },
  INVALID_CODE: { status: 401, message: 'This code is wrong or was already used.' },
  WRONG_PASSWORD: { status: 403, message: 'The current password is wrong.' },
  NOT_AN_ADMINISTRATOR: { status: 403, message: 'Your role in this organisation does not allow this.' },
  CROSS_ORIGIN_REQUEST: { status: 403, message: 'This request may only come from the portal itself.' },
  ROUTE_NOT_FOUND: { status: 404, message: 'There is nothing at this address.' },
  TICKET_NOT_FOUND: { status: 404, message: 'There is no such ticket.' },
  ARTICLE_NOT_FOUND: { status: 404, message: 'There is no such article.' },
  SESSION_NOT_FOUND: { status: 404, message: 'There is no such session.' },
  PORTAL_USER_NOT_FOUND: { status: 404, message: 'There is no such portal user.' },
  TICKET_CLOSED: { status: 409, message: 'This ticket is closed. Comments can no longer be added.' },
  EMAIL_TAKEN: { status: 409, message: 'A portal user with this e-mail already exists.' },
  PORTAL_USER_DISABLED: { status: 409, message: 'This portal user is disabled.' },
  SECOND_FACTOR_STATE: {
    status: 409,
    message: 'Two-factor authentication is already on, or its setup was not started.',
  },
  LINK_INVALID: { status: 410, message: 'This link has expired or was already used. Request a new one.' },
  BODY_TOO_LARGE: { status: 413, message: 'The body is too large.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: 'Send the body as application/json.' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, message: 'This Idempotency-Key was already used for a different request.' },
  UNKNOWN_CUSTOMER: { status: 422, message: 'There is no such customer.' },
  IMPORT_UNREADABLE: { status: 422, message: 'The file cannot be imported.' },
  PASSWORD_TOO_WEAK: { status: 422, message: 'This password is too easy to guess.' },
  RATE_LIMITED: { status: 429, message: 'Too many requests. Wait a moment, then try again.' },
  INTERNAL_ERROR: { status: 500, message: 'Something went wrong on our side.' },
  MAIL_NOT_CONFIGURED: { status: 501, message: 'This portal does not send mail. Ask your service desk for a link.' },
  SERVICE_UNAVAILABLE: { status: 503, message: 'The service is temporarily unavailable. Try again shortly.' },
} as const satisfies Record<string, { status: number; message: string }>

/** A stable error code of the API. */
export type ErrorCode = keyof typeof errorTable

const ErrorDetail = Type.Object(
  {
    path: Type.String({ description: 'The part of the request, for example `body/title`.', examples: ['body/title'] }),
    code: Type.Optional(
      Type.String({
        description: 'The problem as a code, for front ends that translate it.',
        examples: ['COMMON_PASSWORD'],
      }),
    ),
    message: Type.String({
      description: 'The problem in words.',
      examples: ['must NOT have more than 200 characters'],
    }),
  },
  { title: 'ErrorDetail', additionalProperties: false },
)
export type ErrorDetail = Static<typeof ErrorDetail>

/**
 * The body of an error answer.
 *
 * @param codes the codes that the operation can answer with, for one status
 */
export function errorBody(codes: readonly ErrorCode[]): TSchema {
  const [first = 'INTERNAL_ERROR'] = codes
  return Type.Object(
    {
      error: Type.Object(
        {
          code: Type.Enum([...codes], { type: 'string', description: 'The stable code to switch on.' }),
          message: Type.String({ description: 'The message for people.', examples: [errorTable[first].message] }),
          details: Type.Optional(Type.Array(ErrorDetail, { description: 'Which parts of the request are wrong.' })),
          requestId: Type.String({
            description: 'Quote this ID when you report a problem. The operator finds the request by it.',
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
