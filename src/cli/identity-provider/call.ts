import { type Call, parseCommand } from '../call.ts'

export const usage = `Usage: npm run identity-provider -- COMMAND [--tenant SLUG]
  set     --issuer URL --client-id ID --domains a.com,b.com [--customer NAME] [--public]
          reads the client secret from standard input; --public: there is none;
          warns where the issuer does not answer as an OpenID provider
  show    what is configured, without the secret
  remove  nobody signs in through it any more; who they were is kept

  --tenant  the organisation; needed where there are several`

const options = {
  tenant: { type: 'string' },
  issuer: { type: 'string' },
  'client-id': { type: 'string' },
  domains: { type: 'string' },
  customer: { type: 'string' },
  public: { type: 'boolean', default: false },
} as const

const forms = {
  set: { hasSubject: false, options: ['issuer', 'client-id', 'domains', 'customer', 'public'] },
  show: { hasSubject: false, options: [] },
  remove: { hasSubject: false, options: [] },
} as const

/** What an operator asks for. */
export type IdentityProviderCall = Call<typeof options, keyof typeof forms>

/** Parses the arguments. @throws Refusal where they are wrong */
export function parseCall(args: readonly string[]): IdentityProviderCall {
  return parseCommand({ options, shared: ['tenant'], commands: forms }, args)
}
