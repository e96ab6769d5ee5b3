import { readSettings } from '../../src/config/read-settings.ts'
import { checkItsm } from '../../src/database/itsm/itsm-database.ts'
import { demoIds } from '../../src/demo/people.ts'
import { createEncryption } from '../../src/encryption/encryption.ts'
import { createMailer } from '../../src/mail/mailer.ts'
import type { Administration } from '../../src/portal-users/administration.ts'
import type { TestItsm } from './databases.ts'
import { itsmSettings } from './databases.ts'
import { testSecret } from './portal.ts'

/** Somebody who administers the first demo tenant at the command line. */
export async function administrationOf(
  { admin }: TestItsm,
  environment: Record<string, string> = {},
  tenantId: string = demoIds.demoOrg,
): Promise<Administration> {
  const settings = readSettings({ JWT_SECRET: testSecret, PUBLIC_URL: 'https://desk.example.com', ...environment })
  const { database } = await checkItsm(admin, itsmSettings)
  return {
    database,
    settings,
    mail: createMailer(settings, createEncryption(settings), () => {}),
    forgetSessions: () => {},
    tenantId,
    actor: { kind: 'command', id: 'operator' },
    now: new Date(),
  }
}
