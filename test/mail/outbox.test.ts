import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import t from 'tap'
import { toStored } from '../../src/database/timestamps.ts'
import { demoIds, demoLogin } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, startPortalOn, type TestPortal } from '../support/portal.ts'
import { createMailServer } from '../support/smtp.ts'

const { tenantSlug, email } = demoLogin

const askForReset = (portal: TestPortal) =>
  portal.request(null, { method: 'POST', url: `${api}/auth/password-resets`, payload: { tenantSlug, email } })

interface StoredMail {
  attempts: number
  sealed: string
  done_at: string | null
}

const storedMails = async ({ itsm }: TestPortal): Promise<StoredMail[]> =>
  (await sql<StoredMail>`select attempts, sealed, done_at from customer_portal_mails`.execute(itsm.admin.kysely)).rows

onEachDatabase(t, 'a mail server that is down loses nothing and delays no request', async (t, dialect) => {
  const mail = await createMailServer(t)
  const portal = await startPortal(t, dialect, { environment: mail.environment, mailInterval: 20 })
  portal.setNow(new Date('2031-05-01T08:00:00.000Z'))
  t.equal((await askForReset(portal)).statusCode, 202)
  // The attempt is counted when it begins. The clock must not move before it has failed.
  while (!portal.log.join('').includes('mail not sent')) await sleep(20)
  t.equal((await storedMails(portal))[0]?.attempts, 1)
  await mail.start()
  portal.setNow(new Date('2031-05-01T08:10:00.000Z'))
  await mail.untilThereAre(1)
  while ((await storedMails(portal))[0]?.done_at === null) await sleep(20)
  t.equal(mail.mails.length, 1)
  t.equal((await storedMails(portal))[0]?.sealed, '', 'what was sent is not kept')
})

t.test('a mail to a mailbox that does not exist is not tried for days', async (t) => {
  const mail = await createMailServer(t)
  mail.unknown.add(email)
  await mail.start()
  const portal = await startPortal(t, 'sqlite', { environment: mail.environment, mailInterval: 20 })
  await askForReset(portal)
  while (!(await storedMails(portal))[0]?.done_at) await sleep(20)
  t.match(await storedMails(portal), [{ attempts: 1, sealed: '' }])
  t.match(portal.log.join(''), 'mail not sent')
  t.same(mail.mails, [])
})

onEachDatabase(t, 'mails that cannot be read any more are given up, and hold up no other', async (t, dialect) => {
  const mail = await createMailServer(t)
  await mail.start()
  const portal = await startPortal(t, dialect, { environment: mail.environment, mailInterval: 20 })
  const longAgo = toStored({ kind: 'text' }, new Date('2026-01-01T00:00:00.000Z'))
  const unreadable = Array.from({ length: 12 }, () => ({
    id: randomUUID(),
    portal_user_id: demoIds.katharina,
    template: 'password-reset',
    sealed: 'encrypted by somebody else',
    created_at: longAgo,
    next_attempt_at: longAgo,
    attempts: 0,
  }))
  await portal.itsm.admin.kysely.insertInto('customer_portal_mails').values(unreadable).execute()
  await askForReset(portal)
  await mail.untilThereAre(1)
  while ((await storedMails(portal)).some(({ done_at }) => done_at === null)) await sleep(20)
  t.equal(mail.mails.length, 1)
  t.match(portal.log.join(''), 'mail given up')
})

onEachDatabase(t, 'of several replicas one sends a mail', async (t, dialect) => {
  const mail = await createMailServer(t)
  await mail.start()
  const options = { environment: mail.environment, mailInterval: 10 }
  const one = await startPortal(t, dialect, options)
  await startPortalOn(t, { ...one.itsm, drop: async () => {} }, options)
  for (let count = 0; count < 4; count++) await askForReset(one)
  await mail.untilThereAre(4)
  while ((await storedMails(one)).some(({ done_at }) => done_at === null)) await sleep(20)
  t.equal(mail.mails.length, 4)
})

onEachDatabase(t, 'the link in a mail that waits cannot be read from the database', async (t, dialect) => {
  const mail = await createMailServer(t)
  const portal = await startPortal(t, dialect, { environment: mail.environment })
  await askForReset(portal)
  const [stored] = await storedMails(portal)
  t.ok(stored && stored.sealed.length > 100)
  t.notMatch(stored?.sealed, /portal|http|acme/)
})

t.test('a mail has a text and the same as HTML, in a fixed subject', async (t) => {
  const mail = await createMailServer(t)
  await mail.start()
  const portal = await startPortal(t, 'sqlite', { environment: mail.environment })
  await askForReset(portal)
  const [received] = await mail.untilThereAre(1)
  t.match(received?.raw, /Subject: New password for the customer portal/)
  t.match(received?.raw, /Content-Type: text\/plain/)
  t.match(received?.raw, /Content-Type: text\/html/)
  t.match(received?.raw, /Auto-Submitted: auto-generated/)
  t.match(received?.raw, `<a href="${received?.link}">`)
})

t.test('the service does not start with half of the settings for mail', async (t) => {
  const environment = { SMTP_URL: 'smtp://127.0.0.1:25', PUBLIC_URL: '' }
  await t.rejects(startPortal(t, 'sqlite', { environment }), /needs MAIL_FROM[\s\S]*needs PUBLIC_URL/)
})
