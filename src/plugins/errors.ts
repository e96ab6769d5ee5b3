import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { type ErrorCode, type ErrorDetail, errorTable } from '../../schemas/errors.ts'
import { isApiError } from '../api-error.ts'
import { isDatabaseUnavailable } from '../database/unavailable.ts'
import { dropRest } from './lingering-close.ts'

/** Seconds that a client should wait when the service is unavailable. */
const retryAfterUnavailable = 5
const maxDetails = 20

/** Answers every error in the format of the contract, without internal details. */
export const errors = fp(
  async (app: FastifyInstance) => {
    app.setErrorHandler(async (error: FastifyError, request, reply) => {
      const code = codeOf(error)
      if (code === 'INTERNAL_ERROR') request.log.error({ err: error }, 'request failed')
      else if (code === 'SERVICE_UNAVAILABLE') request.log.warn({ err: error }, 'service unavailable')
      if (code === 'BODY_TOO_LARGE') await dropRest(request.raw)
      return answerError(request, reply, { code, retryAfter: retryAfterOf(error, code), details: detailsOf(error) })
    })
    app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) =>
      answerError(request, reply, { code: 'ROUTE_NOT_FOUND' }),
    )
  },
  { name: 'errors', dependencies: ['rate-limits'] },
)

interface ErrorAnswer {
  code: ErrorCode
  /** Seconds. */
  retryAfter?: number | undefined
  details?: ErrorDetail[] | undefined
}

function answerError(
  request: FastifyRequest,
  reply: FastifyReply,
  { code, retryAfter, details }: ErrorAnswer,
): FastifyReply {
  const { status, message } = errorTable[code]
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
  if (status === 401 && code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer')
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ error: { code, message, ...(details ? { details } : {}), requestId: request.id } })
}

const fastifyCodes: Record<string, ErrorCode> = {
  FST_ERR_VALIDATION: 'VALIDATION_FAILED',
  FST_ERR_CTP_INVALID_JSON_BODY: 'INVALID_JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'INVALID_JSON',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_HANDLER_TIMEOUT: 'SERVICE_UNAVAILABLE',
}

const statusCodes: Record<number, ErrorCode> = {
  401: 'UNAUTHENTICATED',
  404: 'ROUTE_NOT_FOUND',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMITED',
  503: 'SERVICE_UNAVAILABLE',
}

function codeOf(error: FastifyError): ErrorCode {
  if (isApiError(error)) return error.code
  if (isDatabaseUnavailable(error)) return 'SERVICE_UNAVAILABLE'
  const known = fastifyCodes[error.code] ?? statusCodes[error.statusCode ?? 500]
  if (known) return known
  return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
    ? 'BAD_REQUEST'
    : 'INTERNAL_ERROR'
}

function retryAfterOf(error: Error, code: ErrorCode): number | undefined {
  if (isApiError(error) && error.retryAfter !== undefined) return error.retryAfter
  return code === 'SERVICE_UNAVAILABLE' ? retryAfterUnavailable : undefined
}

/** The invalid parts of a request. The values of the request are never repeated. */
function detailsOf(error: FastifyError): ErrorDetail[] | undefined {
  if (isApiError(error)) return error.details
  if (!error.validation) return undefined
  return error.validation.slice(0, maxDetails).map(({ instancePath, message, params, keyword }) => {
    const unknown = keyword === 'additionalProperties' ? `/${String(params.additionalProperty).slice(0, 100)}` : ''
    const missing = keyword === 'required' ? `/${String(params.missingProperty)}` : ''
    return {
      path: `${error.validationContext ?? 'request'}${instancePath}${unknown}${missing}`,
      message: message ?? 'is not valid',
    }
  })
}
