import { text } from 'node:stream/consumers'
import { clientSecretContext } from '../../auth/identity-providers-repository.ts'
import type { Settings } from '../../config/settings.ts'
import type { Database } from '../../database/connection.ts'
import { secretOf } from '../../demo/secret.ts'
import { createEncryption } from '../../encryption/encryption.ts'
import { createDiscovery } from '../../single-sign-on/discovery.ts'
import { redirectUri } from '../../single-sign-on/provider-sign-in.ts'
import { customerOf } from '../organisation.ts'
import { Refusal, wrongCall } from '../refusal.ts'
import { print, printError, printJson, type Terminal } from '../terminal.ts'
import { type IdentityProviderCall, usage } from './call.ts'
import { readProviderOptions } from './options.ts'
import { deleteProvider, findProviderRow, putProvider } from './repository.ts'

/** What a command works with. */
interface Context {
  terminal: Terminal
  database: Database
  settings: Settings
  tenantId: string
  values: IdentityProviderCall['values']
}

type Command = (context: Context) => Promise<number>

/** Each carries out a command and returns the exit code. @throws Refusal */
export const commands: Record<IdentityProviderCall['command'], Command> = { set, show, remove }

async function set({ terminal, database, settings, tenantId, values }: Context): Promise<number> {
  const { options, problems } = readProviderOptions(values)
  if (!options) throw wrongCall([...problems, usage].join('\n'))
  const customer = values.customer === undefined ? null : await customerOf(database, tenantId, values.customer)
  const secret = values.public ? null : (await text(terminal.input)).replace(/\r?\n$/, '')
  if (secret === '') throw wrongCall('Give the client secret on standard input, or --public where there is none.')
  const JWT_SECRET = secretOf(settings)
  if (JWT_SECRET === undefined) throw new Refusal('Set JWT_SECRET as for the service: it encrypts the client secret.')
  const encryption = createEncryption({ ...settings, JWT_SECRET })
  const provider = {
    tenantId,
    issuer: options.issuer,
    clientId: options.clientId,
    encryptedClientSecret: secret === null ? null : encryption.encrypt(clientSecretContext(tenantId), secret),
    emailDomains: options.domains,
    createdForCustomerId: customer?.id ?? null,
  }
  await putProvider(database, provider)
  print(terminal, 'Configured. At the provider, allow this redirect URI:')
  print(terminal, redirectUri(settings.PUBLIC_URL ?? '<PUBLIC_URL>'))
  if (!settings.PUBLIC_URL) print(terminal, 'Set PUBLIC_URL for the service: without it there is no single sign-on.')
  // It may come up later, or be reached from the service alone: no reason to refuse what was given.
  await createDiscovery(encryption)(provider).catch((error: Error) =>
    printError(terminal, `Warning: from here, ${provider.issuer} cannot be used to sign in: ${reasonsOf(error.cause)}`),
  )
  return 0
}

/** What a failure says, and what the failures behind it say. */
function reasonsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${reasonsOf(error.cause)}` : error.message
}

async function show({ terminal, database, tenantId }: Context): Promise<number> {
  const provider = await findProviderRow(database, tenantId)
  if (!provider) throw new Refusal('No identity provider is configured.')
  const { sealed_client_secret, email_domains, is_active, customerName, ...shown } = provider
  const hasSecret = sealed_client_secret !== null
  const domains: unknown = JSON.parse(email_domains)
  printJson(terminal, { ...shown, hasSecret, domains, createdFor: customerName, isActive: is_active === 1 })
  return 0
}

async function remove({ terminal, database, tenantId }: Context): Promise<number> {
  if (!(await deleteProvider(database, tenantId))) throw new Refusal('No identity provider is configured.')
  print(terminal, 'Removed.')
  return 0
}
