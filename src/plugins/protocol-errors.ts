import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { errorTable } from '../../schemas/errors.ts'
import { apiError } from '../api-error.ts'

/** Answers protocol errors in the format of the contract. Node would answer them in another format, or not at all. */
export const protocolErrors = fp(
  async (app: FastifyInstance) => {
    app.addHook('onRequest', (request, _reply, done) => {
      done(namesItsHost(request) ? undefined : apiError('BAD_REQUEST'))
    })
    app.server.on('connect', (_request, socket) => refuse(socket, '400 Bad Request'))
    app.server.on('checkExpectation', (_request, response) => {
      response.setHeader('connection', 'close')
      answer(response, 417, badRequest(randomUUID()))
    })
  },
  { name: 'protocol-errors', dependencies: ['errors'] },
)

/** Whether the request has exactly one Host header. HTTP/1.0 requests may have none (RFC 9112, 3.2). */
function namesItsHost({ raw }: FastifyRequest): boolean {
  const hosts = raw.rawHeaders.filter((name, position) => position % 2 === 0 && name.toLowerCase() === 'host').length
  return hosts === 1 || (hosts === 0 && raw.httpVersion === '1.0')
}

/** Answers a request that is not valid HTTP, too slow or too large, and closes the connection. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  refuse(
    socket,
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request',
  )
}

function refuse(socket: Duplex, statusLine: string): void {
  const body = badRequest(randomUUID())
  if (!socket.writable) {
    socket.destroy()
    return
  }
  socket.end(
    `HTTP/1.1 ${statusLine}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  )
}

/** Answers a request with an invalid URL, such as one with a malformed escape. */
export function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  request.log.info({ code: error.code }, 'request refused')
  answer(reply.raw, 400, badRequest(request.id))
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  })
  response.end(body)
}

function badRequest(requestId: string): string {
  return JSON.stringify({ error: { code: 'BAD_REQUEST', message: errorTable.BAD_REQUEST.message, requestId } })
}
