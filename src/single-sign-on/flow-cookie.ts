import type { FastifyReply, FastifyRequest } from 'fastify'
import { Value } from 'typebox/value'
import type { Encryption } from '../encryption/encryption.ts'
import { Flow, flowLifetime } from './flow.ts'

/** The value is encrypted, so that the browser cannot read the verifier and nobody can forge a flow. */
const flowCookie = '__Host-customer_portal_oidc'

/** Lax, because the browser must send it when the provider redirects back. */
const cookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const
const context = 'single sign-on'

/** Keeps a flow in the browser that began it. No other browser can finish it. */
export function keepFlow(reply: FastifyReply, encryption: Encryption, flow: Flow): void {
  reply.setCookie(flowCookie, encryption.encrypt(context, JSON.stringify(flow)), {
    ...cookieOptions,
    maxAge: flowLifetime / 1000,
  })
}

/** Takes the flow from the browser, so that it is finished once at most. @returns null if there is none, or it expired */
export function takeFlow(
  request: FastifyRequest,
  reply: FastifyReply,
  { encryption, now }: { encryption: Encryption; now: Date },
): Flow | null {
  reply.clearCookie(flowCookie, cookieOptions)
  const kept = encryption.decrypt(context, request.cookies[flowCookie] ?? '')
  if (kept === null) return null
  const flow: unknown = JSON.parse(kept)
  return Value.Check(Flow, flow) && now.getTime() < flow.expiresAt ? flow : null
}
