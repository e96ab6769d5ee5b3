import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { demoIds } from '../../src/demo/people.ts'
import { insertRows, type Row } from '../../src/demo/rows.ts'
import type { TestItsm } from './databases.ts'

const since = '2025-01-01T00:00:00.000Z'

/** Takes the SLA of the demo data away, so that a test begins with none. */
export async function removeSla({ admin }: TestItsm): Promise<void> {
  await sql`delete from sla_assignments`.execute(admin.kysely)
  await sql`delete from sla_definitions`.execute(admin.kysely)
}

/**
 * Defines an SLA: response after 60 minutes and resolution after 480, for nobody and not the default.
 *
 * @returns its id
 */
export async function defineSla({ admin }: TestItsm, differences: Row = {}): Promise<string> {
  const id = randomUUID()
  await insertRows(admin, 'sla_definitions', [
    {
      id,
      tenant_id: demoIds.demoOrg,
      name: 'Standard',
      response_time_minutes: 60,
      resolution_time_minutes: 480,
      priority_overrides: '{}',
      is_default: 0,
      is_active: 1,
      created_at: since,
      updated_at: since,
      ...differences,
    },
  ])
  return id
}

/** Assigns an SLA, to the first demo customer alone unless told otherwise. */
export async function assignSla({ admin }: TestItsm, definition: string, differences: Row = {}): Promise<void> {
  await insertRows(admin, 'sla_assignments', [
    {
      id: randomUUID(),
      tenant_id: demoIds.demoOrg,
      sla_definition_id: definition,
      service_id: null,
      customer_id: demoIds.acme,
      asset_id: null,
      created_at: since,
      ...differences,
    },
  ])
}
