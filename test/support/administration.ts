import { createSealing } from '../../src/auth/sealing.ts'
import { readSettings } from '../../src/config.ts'
import { checkHost } from '../../src/database/host/host.ts'
import { demoIds } from '../../src/demo/people.ts'
import type { Administration } from '../../src/portal-users/administration.ts'
import type { TestHost } from './databases.ts'
import { hostSettings } from './databases.ts'
import { testSecret } from './portal.ts'

/** Somebody who administers the first demo tenant at the command line. */
export async function administrationOf(
  { admin }: TestHost,
  environment: Record<string, string> = {},
  tenantId: string = demoIds.demoOrg,
): Promise<Administration> {
  const settings = readSettings({ JWT_SECRET: testSecret, PUBLIC_URL: 'https://desk.example.com', ...environment })
  const { host } = await checkHost(admin, hostSettings)
  return {
    host,
    settings,
    sealing: createSealing(settings),
    tenantId,
    actor: { kind: 'command', id: 'operator' },
    now: new Date(),
  }
}
