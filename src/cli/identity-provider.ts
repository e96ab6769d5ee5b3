/**
 * The identity provider of a tenant:
 * `npm run identity-provider -- set --tenant SLUG --issuer URL --client-id ID --domains a.com,b.com [--customer NAME] [--public]`
 * with the client secret on standard input, `show`, `remove`. Exit code 1 where something was refused, 2 for a wrong call.
 */
import { text } from 'node:stream/consumers'
import { clientSecretContext, createDiscovery } from '../auth/oidc/discovery.ts'
import { redirectUri } from '../auth/oidc/provider-sign-in.ts'
import { createSealing } from '../auth/sealing.ts'
import { type Settings, secretOf } from '../config.ts'
import type { Database } from '../database/connection.ts'
import { readNamedCall } from './call.ts'
import { readArguments, refuseCall, runCommand } from './command.ts'
import { readProviderOptions } from './identity-provider-options.ts'
import { deleteProvider, findProviderRow, putProvider } from './identity-provider-repository.ts'
import { customerOf, organisationOf } from './organisation.ts'
import { Refusal, wrongCall } from './refusal.ts'
import { print, printError, printJson } from './terminal.ts'

const usage = `Usage: npm run identity-provider -- COMMAND [--tenant SLUG]
  set     --issuer URL --client-id ID --domains a.com,b.com [--customer NAME] [--public]
          reads the client secret from standard input; --public: there is none;
          warns where the issuer does not answer as an OpenID provider
  show    what is configured, without the secret
  remove  nobody signs in through it any more; who they were is kept

  --tenant  the organisation; needed where there are several`

const { values, positionals } = readArguments(usage, {
  allowPositionals: true,
  options: {
    tenant: { type: 'string' },
    issuer: { type: 'string' },
    'client-id': { type: 'string' },
    domains: { type: 'string' },
    customer: { type: 'string' },
    public: { type: 'boolean', default: false },
  },
})

const forms = {
  set: { hasSubject: false, options: ['issuer', 'client-id', 'domains', 'customer', 'public'] },
  show: { hasSubject: false, options: [] },
  remove: { hasSubject: false, options: [] },
}

type Command = (database: Database, settings: Settings, tenantId: string) => Promise<number>

const commands: Record<keyof typeof forms, Command> = {
  set,
  show,
  remove: async (database, _settings, tenantId) => {
    if (!(await deleteProvider(database, tenantId))) throw new Refusal('No identity provider is configured.')
    print('Removed.')
    return 0
  },
}

const call = readNamedCall(forms, positionals, values)
if (typeof call === 'string') refuseCall(call, usage)

await runCommand(async (database, settings) =>
  commands[call.command](database, settings, await organisationOf(database.kysely, values.tenant)),
)

async function set(database: Database, settings: Settings, tenantId: string): Promise<number> {
  const { options, problems } = readProviderOptions(values)
  if (!options) throw wrongCall([...problems, usage].join('\n'))
  const customer = values.customer === undefined ? null : await customerOf(database.kysely, tenantId, values.customer)
  const secret = values.public ? null : (await text(process.stdin)).replace(/\r?\n$/, '')
  if (secret === '') throw wrongCall('Give the client secret on standard input, or --public where there is none.')
  const JWT_SECRET = secretOf(settings)
  if (JWT_SECRET === undefined) throw new Refusal('Set JWT_SECRET as for the service: it encrypts the client secret.')
  const sealing = createSealing({ ...settings, JWT_SECRET })
  const provider = {
    tenantId,
    issuer: options.issuer,
    clientId: options.clientId,
    sealedClientSecret: secret === null ? null : sealing.seal(clientSecretContext(tenantId), secret),
    emailDomains: options.domains,
    createdForCustomerId: customer?.id ?? null,
  }
  await putProvider(database, provider)
  print('Configured. At the provider, allow this redirect URI:')
  print(redirectUri(settings.PUBLIC_URL ?? '<PUBLIC_URL>'))
  if (!settings.PUBLIC_URL) print('Set PUBLIC_URL for the service: without it there is no single sign-on.')
  // It may come up later, or be reached from the service alone: no reason to refuse what was given.
  await createDiscovery(sealing)(provider).catch((error: Error) =>
    printError(`Warning: from here, ${provider.issuer} cannot be used to sign in: ${reasonsOf(error.cause)}`),
  )
  return 0
}

/** What a failure says, and what the failures behind it say. */
function reasonsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${reasonsOf(error.cause)}` : error.message
}

async function show(database: Database, _settings: Settings, tenantId: string): Promise<number> {
  const provider = await findProviderRow(database, tenantId)
  if (!provider) throw new Refusal('No identity provider is configured.')
  const { sealed_client_secret, email_domains, is_active, customerName, ...shown } = provider
  const hasSecret = sealed_client_secret !== null
  const domains: unknown = JSON.parse(email_domains)
  printJson({ ...shown, hasSecret, domains, createdFor: customerName, isActive: is_active === 1 })
  return 0
}
