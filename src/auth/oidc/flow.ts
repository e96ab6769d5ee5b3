import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Encryption } from '../../encryption/encryption.ts'

const Flow = Type.Object({
  tenantId: Type.String(),
  issuer: Type.String(),
  state: Type.String(),
  nonce: Type.String(),
  codeVerifier: Type.String(),
  /** Under `/portal`. */
  page: Type.String(),
  /** Milliseconds since 1970. */
  expiresAt: Type.Number(),
})
/** A sign-in that is under way at an identity provider: what its answer is held against. */
export type Flow = Static<typeof Flow>

/** Milliseconds in which people have to sign in at their provider. */
export const flowLifetime = 10 * 60_000

/** The value is encrypted, so that the browser cannot read the verifier and nobody can forge a flow. */
const flowCookie = '__Host-customer_portal_oidc'

/** Lax, since it has to come along when the provider sends the browser back. */
const cookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const
const context = 'single sign-on'

/** Keeps a flow in the browser that began it: only there it can be finished. */
export function keepFlow(reply: FastifyReply, encryption: Encryption, flow: Flow): void {
  reply.setCookie(flowCookie, encryption.encrypt(context, JSON.stringify(flow)), {
    ...cookieOptions,
    maxAge: flowLifetime / 1000,
  })
}

/** Takes the flow out of the browser, so that it is finished once. @returns null where there is none that still holds */
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
