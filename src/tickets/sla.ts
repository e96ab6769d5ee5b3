import type { Kysely } from 'kysely'
import type { CustomerScope } from '../auth/customer-scope.ts'
import type { Tables } from '../database/tables.ts'
import type { Transaction } from '../database/transaction.ts'

/** When the service desk owes the first response and the resolution, and under which tier. */
export interface DueDates {
  tier: string | null
  response: Date
  resolution: Date
}

/**
 * The due dates that an agent's ticket for this customer would get (docs/itsm-database.md): from the assignment for
 * the customer alone, else from the tenant's default; in wall-clock time, with the overrides of the priority.
 *
 * @returns null where the ITSM has no SLA tables or no SLA applies
 */
export async function findDueDates(
  { kysely, hasSla, now }: Transaction,
  scope: CustomerScope,
  priority: string,
): Promise<DueDates | null> {
  if (!hasSla) return null
  const definition = (await assignedDefinition(kysely, scope)) ?? (await defaultDefinition(kysely, scope))
  if (!definition) return null
  const override = overrideFor(definition.priority_overrides, priority)
  return {
    tier: tierOf(definition.name),
    response: minutesAfter(now, override.response ?? definition.response_time_minutes),
    resolution: minutesAfter(now, override.resolution ?? definition.resolution_time_minutes),
  }
}

const definitionColumns = ['name', 'response_time_minutes', 'resolution_time_minutes', 'priority_overrides'] as const

function assignedDefinition(kysely: Kysely<Tables>, scope: CustomerScope) {
  return kysely
    .selectFrom('sla_assignments')
    .innerJoin('sla_definitions', 'sla_definitions.id', 'sla_assignments.sla_definition_id')
    .select(definitionColumns.map((column) => `sla_definitions.${column}` as const))
    .where('sla_assignments.tenant_id', '=', scope.tenantId)
    .where('sla_assignments.customer_id', '=', scope.customerId)
    .where('sla_assignments.service_id', 'is', null)
    .where('sla_assignments.asset_id', 'is', null)
    .where('sla_definitions.tenant_id', '=', scope.tenantId)
    .where('sla_definitions.is_active', '=', 1)
    .orderBy('sla_assignments.id')
    .limit(1)
    .executeTakeFirst()
}

function defaultDefinition(kysely: Kysely<Tables>, scope: CustomerScope) {
  return kysely
    .selectFrom('sla_definitions')
    .select(definitionColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('is_default', '=', 1)
    .where('is_active', '=', 1)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

/** The largest number that the integer columns of a definition hold. */
const maximumMinutes = 2 ** 31 - 1

/** `{ "critical": { "response": 15, "resolution": 60 } }`, in minutes; what is not of this form overrides nothing. */
function overrideFor(json: string | null, priority: string): { response?: number; resolution?: number } {
  try {
    const override: unknown = JSON.parse(json ?? '{}')?.[priority]
    if (typeof override !== 'object' || override === null) return {}
    return Object.fromEntries(Object.entries(override).filter(([, minutes]) => areMinutes(minutes)))
  } catch {
    return {}
  }
}

function areMinutes(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value <= maximumMinutes
}

/** The tier whose name stands in the name of the definition. */
function tierOf(name: string): string | null {
  const lower = name.toLowerCase()
  return ['platinum', 'gold', 'silver', 'bronze'].find((tier) => lower.includes(tier)) ?? null
}

function minutesAfter(time: Date, minutes: number): Date {
  return new Date(time.getTime() + minutes * 60_000)
}
