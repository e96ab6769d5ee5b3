import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import type { Dialect } from '../../src/database/connection.ts'
import { demoIds } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { openTicket } from '../support/new-tickets.ts'
import { startPortal } from '../support/portal.ts'
import { assignSla, defineSla, removeSla } from '../support/sla.ts'

const none = { sla_tier: null, sla_response_due: null, sla_resolve_due: null }

/** An ITSM without any SLA, and what a ticket opened at 2026-03-01T23:30:00.000Z gets from those that are put in. */
async function startWithoutSla(t: Test, dialect: Dialect) {
  const portal = await startPortal(t, dialect)
  await removeSla(portal.itsm)
  portal.setNow(new Date('2026-03-01T23:30:00.000Z'))
  const token = await portal.signIn()
  const slaOfNewTicket = async (priority = 'medium') => {
    const { id } = await openTicket(portal, token, { priority })
    const { rows } = await sql<Record<string, unknown>>`
      select sla_tier, sla_response_due, sla_resolve_due from tickets where id = ${id}`.execute(
      portal.itsm.admin.kysely,
    )
    return { ...rows[0] }
  }
  return { itsm: portal.itsm, slaOfNewTicket }
}

onEachDatabase(
  t,
  'the SLA assigned to the customer counts, in wall-clock time from the creation',
  async (t, dialect) => {
    const { itsm, slaOfNewTicket } = await startWithoutSla(t, dialect)
    await defineSla(itsm, { name: 'Default', response_time_minutes: 5, is_default: 1 })
    await assignSla(itsm, await defineSla(itsm, { name: 'Gold 24/7' }))
    t.same(await slaOfNewTicket(), {
      sla_tier: 'gold',
      sla_response_due: '2026-03-02T00:30:00.000Z',
      sla_resolve_due: '2026-03-02T07:30:00.000Z',
    })
  },
)

onEachDatabase(t, 'an assignment that is also for a service or an asset does not count', async (t, dialect) => {
  const { itsm, slaOfNewTicket } = await startWithoutSla(t, dialect)
  const definition = await defineSla(itsm)
  await assignSla(itsm, definition, { service_id: randomUUID() })
  await assignSla(itsm, definition, { asset_id: randomUUID() })
  t.same(await slaOfNewTicket(), none)
})

onEachDatabase(t, 'assignments of others, or of nobody, do not count', async (t, dialect) => {
  const { itsm, slaOfNewTicket } = await startWithoutSla(t, dialect)
  const definition = await defineSla(itsm)
  await assignSla(itsm, definition, { customer_id: demoIds.globex })
  await assignSla(itsm, definition, { customer_id: null })
  t.same(await slaOfNewTicket(), none)
})

onEachDatabase(t, 'nothing of another tenant counts', async (t, dialect) => {
  const { itsm, slaOfNewTicket } = await startWithoutSla(t, dialect)
  const foreign = await defineSla(itsm, { tenant_id: demoIds.nordwind, is_default: 1 })
  await assignSla(itsm, foreign)
  await assignSla(itsm, await defineSla(itsm), { tenant_id: demoIds.nordwind })
  t.same(await slaOfNewTicket(), none)
})

onEachDatabase(t, 'without an assignment the default of the tenant counts', async (t, dialect) => {
  const { itsm, slaOfNewTicket } = await startWithoutSla(t, dialect)
  await defineSla(itsm, { response_time_minutes: 1 })
  await defineSla(itsm, { name: 'Bronze', response_time_minutes: 120, resolution_time_minutes: 1440, is_default: 1 })
  t.same(await slaOfNewTicket(), {
    sla_tier: 'bronze',
    sla_response_due: '2026-03-02T01:30:00.000Z',
    sla_resolve_due: '2026-03-02T23:30:00.000Z',
  })
})

onEachDatabase(t, 'an assigned SLA that is switched off gives way to the default', async (t, dialect) => {
  const { itsm, slaOfNewTicket } = await startWithoutSla(t, dialect)
  await assignSla(itsm, await defineSla(itsm, { name: 'Gold', is_active: 0 }))
  await defineSla(itsm, { name: 'Silver', is_default: 1 })
  t.match(await slaOfNewTicket(), { sla_tier: 'silver' })
})

onEachDatabase(t, 'without any SLA, or with a default that is switched off, nothing is due', async (t, dialect) => {
  const { itsm, slaOfNewTicket } = await startWithoutSla(t, dialect)
  t.same(await slaOfNewTicket(), none)
  await defineSla(itsm, { is_default: 1, is_active: 0 })
  t.same(await slaOfNewTicket(), none)
})

onEachDatabase(t, 'a priority may have times of its own, both or one of them', async (t, dialect) => {
  const { itsm, slaOfNewTicket } = await startWithoutSla(t, dialect)
  const overrides = { critical: { response: 15, resolution: 60 }, high: { resolution: 120 } }
  await defineSla(itsm, { priority_overrides: JSON.stringify(overrides), is_default: 1 })
  t.match(await slaOfNewTicket('critical'), {
    sla_response_due: '2026-03-01T23:45:00.000Z',
    sla_resolve_due: '2026-03-02T00:30:00.000Z',
  })
  t.match(await slaOfNewTicket('high'), {
    sla_response_due: '2026-03-02T00:30:00.000Z',
    sla_resolve_due: '2026-03-02T01:30:00.000Z',
  })
  t.match(await slaOfNewTicket('low'), {
    sla_response_due: '2026-03-02T00:30:00.000Z',
    sla_resolve_due: '2026-03-02T07:30:00.000Z',
  })
})

const broken = [
  '',
  '{',
  'null',
  '[]',
  '"critical"',
  '{"critical": null}',
  '{"critical": 15}',
  '{"critical": {"response": "soon", "resolution": null}}',
  '{"critical": {"response": "15", "resolution": true}}',
  '{"critical": {"response": 0, "resolution": -60}}',
  '{"critical": {"response": 1e300, "resolution": 1e15}}',
]

onEachDatabase(t, 'overrides that are broken override nothing', async (t, dialect) => {
  const { itsm, slaOfNewTicket } = await startWithoutSla(t, dialect)
  const id = await defineSla(itsm, { is_default: 1 })
  for (const overrides of broken) {
    await sql`update sla_definitions set priority_overrides = ${overrides} where id = ${id}`.execute(itsm.admin.kysely)
    const due = { sla_response_due: '2026-03-02T00:30:00.000Z', sla_resolve_due: '2026-03-02T07:30:00.000Z' }
    t.match(await slaOfNewTicket('critical'), due, overrides)
  }
})

onEachDatabase(t, 'the tier is the word in the name of the SLA', async (t, dialect) => {
  const { itsm, slaOfNewTicket } = await startWithoutSla(t, dialect)
  const id = await defineSla(itsm, { is_default: 1 })
  for (const [name, tier] of [
    ['Platinum', 'platinum'],
    ['ACME GOLD (24/7)', 'gold'],
    ['silver-plus', 'silver'],
    ['Vertrag Bronze', 'bronze'],
    ['Standard', null],
    ['Diamond', null],
  ]) {
    await sql`update sla_definitions set name = ${name} where id = ${id}`.execute(itsm.admin.kysely)
    t.match(await slaOfNewTicket(), { sla_tier: tier, sla_response_due: '2026-03-02T00:30:00.000Z' })
  }
})
