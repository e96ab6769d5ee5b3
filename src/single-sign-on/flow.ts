import { type Static, Type } from 'typebox'

/** A sign-in that was started at an identity provider. The provider's answer is compared with it. */
export const Flow = Type.Object({
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
export type Flow = Static<typeof Flow>

/** Milliseconds that people have to sign in at their provider. */
export const flowLifetime = 10 * 60_000
