import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { itsmIndexes } from '../../src/cli/itsm-indexes.ts'
import { readCatalogue } from '../../src/database/itsm/catalogue.ts'
import { recommendedIndexes } from '../../src/database/itsm/indexes.ts'
import { runCommand } from '../support/commands.ts'
import { createTestItsm, onServer, type TestItsm } from '../support/databases.ts'
import { untilSomebodyWaits } from '../support/waiting.ts'

const showIndexes = (itsm: TestItsm, args: string[] = [], settings: Record<string, string> = {}) =>
  runCommand(itsmIndexes, args, { DATABASE_URL: itsm.adminUrl, ...settings })

async function indexNames(itsm: TestItsm): Promise<string[]> {
  return [...(await readCatalogue(itsm.admin)).values()].flatMap((table) => table.indexes.map(({ name }) => name))
}

onServer(t, 'shows what is missing, as statements with their purpose, and creates nothing', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  const before = await indexNames(itsm)
  const { code, output, errors } = await showIndexes(itsm)
  t.equal(code, 0, errors)
  t.match(
    output,
    `-- the ticket list, newest first
CREATE INDEX customer_portal_tickets_created ON tickets (tenant_id, customer_id, created_at, id, status);
`,
  )
  t.match(
    output,
    'CREATE FULLTEXT INDEX customer_portal_articles_text ON kb_articles (title, category, tags, content);',
  )
  t.notMatch(output, 'customer_portal_tickets_number', 'an index of the ITSM on the same columns does as well')
  t.same(await indexNames(itsm), before)
})

onServer(t, '--create creates them, and then there is nothing left', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  const { code, output, errors } = await showIndexes(itsm, ['--create'])
  t.equal(code, 0, errors)
  t.match(output, 'creating customer_portal_tickets_created: the ticket list, newest first\n')
  const names = await indexNames(itsm)
  const missing = recommendedIndexes.filter(({ name }) => !names.includes(name)).map(({ name }) => name)
  t.same(missing, ['customer_portal_tickets_number'], 'all but the one that the ITSM has under another name')
  t.equal((await showIndexes(itsm)).output, 'The ITSM has all recommended indexes.\n')
  t.equal((await showIndexes(itsm, ['--create'])).output, 'The ITSM has all recommended indexes.\n')
})

onServer(t, 'an index may take longer than a query, for instance because somebody uses the table', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  const creation = await itsm.admin.kysely.transaction().execute(async (transaction) => {
    await transaction.selectFrom('tickets').select('id').execute()
    const creating = showIndexes(itsm, ['--create'], { DATABASE_TIMEOUT_MS: '300' })
    await Promise.race([untilSomebodyWaits(itsm.admin, 'Waiting for table metadata lock'), creating])
    await Promise.race([sleep(1000), creating])
    return { creating }
  })
  const { code, errors } = await creation.creating
  t.equal(code, 0, errors)
})

onServer(t, 'the account of the service may not create them, and is told what to do', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  const { code, errors } = await showIndexes(itsm, ['--create'], { DATABASE_URL: itsm.url })
  t.equal(code, 1)
  t.match(errors, /command denied.*\n.*lacks this privilege; docs\/operating\.md says which account/)
})
