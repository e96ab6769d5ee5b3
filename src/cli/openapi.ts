/** Writes openapi/openapi.json from the routes, and the limits in it for the browser portal: `npm run openapi`. */
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { buildApp } from '../app.ts'
import { readServiceSettings } from '../config/read-settings.ts'
import { openDatabase } from '../database/open-database.ts'
import { prepareDemoItsm } from '../demo/itsm.ts'
import { withSecret } from '../demo/secret.ts'
import { limitsModule } from './contract-limits.ts'

const settings = readServiceSettings({
  DATABASE_URL: 'sqlite::memory:',
  LOG_LEVEL: 'silent',
  // The document names also what has to be switched on.
  PORTAL_ADMIN: 'true',
  PUBLIC_URL: 'https://desk.example.com',
  ITSM_JWT_SECRET: randomUUID(),
})
const config = withSecret(settings)
const database = openDatabase(config)
await prepareDemoItsm(database)
const app = await buildApp({ config, database })
const document = JSON.stringify(app.swagger(), null, 2)
await writeFile(new URL('../../openapi/openapi.json', import.meta.url), `${document}\n`)
await writeFile(new URL('../web/api/limits.ts', import.meta.url), limitsModule(JSON.parse(document)))
await app.close()
