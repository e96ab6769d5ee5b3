import { setTimeout as sleep } from 'node:timers/promises'
import closeWithGrace from 'close-with-grace'
import { buildApp } from './app.ts'
import { ConfigError, readServiceSettings } from './config/read-settings.ts'
import { type Config, isEmbedded } from './config/settings.ts'
import { openDatabase } from './database/open-database.ts'
import { demoLogin } from './demo/people.ts'
import { withSecret } from './demo/secret.ts'
import { DatabaseDoesNotFit } from './plugins/database.ts'

/** What to do about an address that cannot be listened on. */
const adviceOnListening: Record<string, string> = {
  EADDRINUSE: 'Set PORT to a free one.',
  EACCES: 'Set PORT to one that this account may use.',
  EADDRNOTAVAIL: 'Set HOST to an address of this machine.',
  ENOTFOUND: 'Set HOST to an address of this machine.',
}

/**
 * What stopped the start, told to the operator without a stack trace where the message says it all, and never with what
 * else an error carries: it may be the value of a setting.
 */
function fail(error: unknown): never {
  const advice = error instanceof Error && 'code' in error ? adviceOnListening[String(error.code)] : undefined
  if (error instanceof ConfigError || error instanceof DatabaseDoesNotFit) console.error(error.message)
  else if (error instanceof Error) console.error(advice ? `${error.message}. ${advice}` : error.stack)
  else console.error(error)
  process.exit(1)
}

async function start(config: Config): Promise<void> {
  const database = openDatabase(config)
  if (isEmbedded(config.DATABASE_URL)) {
    // As with the libraries of other settings: what is not used is not loaded, and takes no memory.
    const { prepareDemoItsm } = await import('./demo/itsm.ts')
    await prepareDemoItsm(database)
  }
  const app = await buildApp({ config, database })

  closeWithGrace({ delay: config.SHUTDOWN_DELAY_MS + 20_000, logger: app.log }, async ({ signal, err }) => {
    if (err) app.log.fatal({ err }, 'stopping after an error')
    else app.log.info({ signal }, 'stopping')
    app.startDraining()
    // An orchestrator stops with SIGTERM, and its proxy needs a moment to notice; Ctrl-C is a person waiting.
    if (signal === 'SIGTERM') await sleep(config.SHUTDOWN_DELAY_MS)
    await app.close()
  })
  const url = await app.listen({ host: config.HOST, port: config.PORT }).catch(async (error: unknown) => {
    await app.close()
    return fail(error)
  })
  if (isEmbedded(config.DATABASE_URL)) welcome(url, config.API_DOCS)
}

function welcome(url: string, hasDocs: boolean): void {
  const { tenantSlug, email, password } = demoLogin
  console.log(`
  Customer Portal   ${url}
  Demo sign-in      organisation ${tenantSlug}, e-mail ${email}, password ${password}
  API               ${url}/api/v1/portal
  OpenAPI           ${url}/openapi.json${hasDocs ? `\n  API documentation ${url}/docs` : ''}
`)
}

try {
  await start(withSecret(readServiceSettings(process.env)))
} catch (error) {
  fail(error)
}
