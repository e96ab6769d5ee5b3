import { randomUUID } from 'node:crypto'
import { demoIds } from '../../src/demo/people.ts'
import { insertRows, type Row } from '../../src/demo/rows.ts'
import type { TestItsm } from './databases.ts'
import { forge, type Json } from './jwt.ts'
import { itsmSecret } from './portal.ts'

/**
 * Puts a ticket into the ITSM as one of its agents does, past the portal.
 *
 * @param differences columns that are not as usual
 * @returns its id
 */
export async function insertAgentTicket({ admin }: TestItsm, differences: Row): Promise<string> {
  const id = randomUUID()
  const time = new Date().toISOString()
  await insertRows(admin, 'tickets', [
    {
      id,
      tenant_id: demoIds.demoOrg,
      ticket_number: 'INC-2000-00001',
      ticket_type: 'incident',
      title: 'Called in by phone',
      description: 'Noted by the service desk.',
      reporter_id: demoIds.sabine,
      created_by: demoIds.sabine,
      customer_id: demoIds.acme,
      created_at: time,
      updated_at: time,
      ...differences,
    },
  ])
  return id
}

/** The claims of the ITSM's tokens. By default those of an admin of the first demo tenant. */
export function agentClaims(differences: Json = {}): Json {
  const now = Math.floor(Date.now() / 1000)
  const agent = { email: 'sabine.hofer@demo-org.example.com', displayName: 'Sabine Hofer', role: 'admin' }
  const claims = { sub: demoIds.sabine, activeTenantId: demoIds.demoOrg, isSuperAdmin: false }
  return { ...claims, ...agent, iat: now, exp: now + 3600, ...differences }
}

/** A token as the ITSM makes it for its agents. */
export function agentToken(differences: Json = {}): string {
  return forge({ alg: 'HS256', typ: 'JWT' }, agentClaims(differences), itsmSecret)
}
