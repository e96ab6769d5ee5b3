import { sql } from 'kysely'
import type { Database, Dialect } from '../database/connection.ts'

/** The ways in which ITSMs differ. The demo ITSM is the plain one; the tests make them all. */
export interface ItsmVariant {
  /** How timestamps are stored. */
  timestamps: 'text' | 'datetime'
  /** Whether authors are foreign keys to `users`. */
  authorForeignKeys: boolean
  /** Whether the tables have more columns than the portal knows, in another order. */
  foreignColumns: boolean
  /** Whether the ITSM has the SLA tables. */
  sla: boolean
  /** Whether the ITSM ships `customer_portal_users`, as it came before the portal. */
  portalUsers: boolean
}

export const plainItsm: ItsmVariant = {
  timestamps: 'text',
  authorForeignKeys: true,
  foreignColumns: false,
  sla: true,
  portalUsers: true,
}

interface ItsmTable {
  columns: Record<string, string>
  foreignKeys?: Record<string, string>
  indexes?: string[][]
  unique?: string[][]
  primaryKey?: string[]
}

/** The internal columns of a ticket that customers never see (docs/itsm-database.md). */
export const internalTicketColumns = {
  root_cause: 'text',
  known_error_id: 'id',
  change_justification: 'text',
  change_risk_level: 'string',
  change_risk_likelihood: 'string',
  change_risk_impact: 'string',
  change_implementation: 'text',
  change_rollback_plan: 'text',
  change_planned_start: 'time',
  change_planned_end: 'time',
  change_actual_start: 'time',
  change_actual_end: 'time',
  cab_required: 'flag not null default 0',
  cab_decision: 'string',
  cab_decision_by: 'id',
  cab_decision_at: 'time',
  cab_notes: 'text',
  incident_commander_id: 'id',
  escalation_level: 'number not null default 0',
  escalated_at: 'time',
  is_major_incident: 'flag not null default 0',
  major_declared_at: 'time',
  major_declared_by: 'id',
  bridge_call_url: 'string',
  project_id: 'id',
} as const

function itsmTables(variant: ItsmVariant): Record<string, ItsmTable> {
  const author = (column: string): Record<string, string> => (variant.authorForeignKeys ? { [column]: 'users' } : {})
  return {
    tenants: {
      columns: {
        id: 'id not null',
        name: 'string not null',
        slug: 'string not null',
        settings: "shorttext not null default '{}'",
        license_key: 'string',
        is_active: 'flag not null default 1',
        created_at: 'time not null',
        updated_at: 'time not null',
      },
      unique: [['slug']],
    },
    users: {
      columns: {
        id: 'id not null',
        email: 'string not null',
        display_name: 'string not null',
        password_hash: 'string',
        auth_provider: "string not null default 'local'",
        external_id: 'string',
        language: "string not null default 'de'",
        is_active: 'flag not null default 1',
        is_superadmin: 'flag not null default 0',
        last_login: 'time',
        password_changed_at: 'time',
        password_history: "shorttext not null default '[]'",
        created_at: 'time not null',
      },
      unique: [['email']],
    },
    tenant_user_memberships: {
      columns: {
        tenant_id: 'id not null',
        user_id: 'id not null',
        role: "string not null default 'viewer'",
        is_default: 'flag not null default 0',
      },
      primaryKey: ['tenant_id', 'user_id'],
      foreignKeys: { tenant_id: 'tenants', user_id: 'users' },
    },
    customers: {
      columns: {
        id: 'id not null',
        tenant_id: 'id not null',
        name: 'string not null',
        industry: 'string',
        contact_email: 'string',
        is_active: 'flag not null default 1',
        created_at: 'time not null',
      },
      foreignKeys: { tenant_id: 'tenants' },
      indexes: [['tenant_id']],
    },
    tickets: {
      columns: {
        id: 'id not null',
        tenant_id: 'id not null',
        ticket_number: 'string not null',
        ticket_type: 'string not null',
        subtype: 'string',
        title: 'string not null',
        description: 'text not null',
        status: "string not null default 'open'",
        priority: "string not null default 'medium'",
        impact: 'string',
        urgency: 'string',
        asset_id: 'id',
        assignee_id: 'id',
        assignee_group_id: 'id',
        reporter_id: 'id not null',
        customer_id: 'id',
        category_id: 'id',
        workflow_instance_id: 'id',
        current_step_id: 'id',
        sla_tier: 'string',
        sla_response_due: 'time',
        sla_resolve_due: 'time',
        sla_breached: 'flag not null default 0',
        sla_paused_at: 'time',
        sla_paused_total: 'number not null default 0',
        ...internalTicketColumns,
        parent_ticket_id: 'id',
        source: "string not null default 'manual'",
        created_at: 'time not null',
        updated_at: 'time not null',
        resolved_at: 'time',
        closed_at: 'time',
        created_by: 'id not null',
      },
      foreignKeys: { tenant_id: 'tenants', customer_id: 'customers', assignee_id: 'users', ...author('reporter_id') },
      indexes: [
        ['tenant_id'],
        ['tenant_id', 'status'],
        ['tenant_id', 'ticket_type'],
        ['tenant_id', 'customer_id'],
        ['tenant_id', 'ticket_number'],
      ],
    },
    ticket_comments: {
      columns: {
        id: 'id not null',
        tenant_id: 'id not null',
        ticket_id: 'id not null',
        author_id: 'id not null',
        content: 'text not null',
        is_internal: 'flag not null default 0',
        source: "string not null default 'agent'",
        created_at: 'time not null',
      },
      foreignKeys: { tenant_id: 'tenants', ticket_id: 'tickets', ...author('author_id') },
      indexes: [['tenant_id'], ['tenant_id', 'ticket_id']],
    },
    ticket_history: {
      columns: {
        id: 'id not null',
        tenant_id: 'id not null',
        ticket_id: 'id not null',
        field_changed: 'string not null',
        old_value: 'shorttext',
        new_value: 'shorttext',
        changed_by: 'id not null',
        changed_at: 'time not null',
      },
      foreignKeys: { tenant_id: 'tenants', ticket_id: 'tickets' },
      indexes: [['tenant_id'], ['tenant_id', 'ticket_id']],
    },
    kb_articles: {
      columns: {
        id: 'id not null',
        tenant_id: 'id not null',
        title: 'string not null',
        slug: 'string not null',
        content: 'text not null',
        category: 'string',
        tags: "shorttext not null default '[]'",
        visibility: "string not null default 'internal'",
        status: "string not null default 'draft'",
        author_id: 'id not null',
        created_at: 'time not null',
        updated_at: 'time not null',
        published_at: 'time',
      },
      foreignKeys: { tenant_id: 'tenants', author_id: 'users' },
      unique: [['tenant_id', 'slug']],
      indexes: [['tenant_id'], ['tenant_id', 'status'], ['tenant_id', 'visibility'], ['tenant_id', 'category']],
    },
    ...(variant.sla ? slaTables : {}),
    ...(variant.portalUsers ? shippedPortalUsers : {}),
  }
}

const slaTables: Record<string, ItsmTable> = {
  sla_definitions: {
    columns: {
      id: 'id not null',
      tenant_id: 'id not null',
      name: 'string not null',
      response_time_minutes: 'number not null',
      resolution_time_minutes: 'number not null',
      priority_overrides: "shorttext not null default '{}'",
      is_default: 'flag not null default 0',
      is_active: 'flag not null default 1',
      created_at: 'time not null',
      updated_at: 'time not null',
    },
    foreignKeys: { tenant_id: 'tenants' },
    indexes: [['tenant_id']],
  },
  sla_assignments: {
    columns: {
      id: 'id not null',
      tenant_id: 'id not null',
      sla_definition_id: 'id not null',
      service_id: 'id',
      customer_id: 'id',
      asset_id: 'id',
      priority: 'number not null default 0',
      created_at: 'time not null',
    },
    foreignKeys: { tenant_id: 'tenants', sla_definition_id: 'sla_definitions', customer_id: 'customers' },
    indexes: [['tenant_id'], ['tenant_id', 'customer_id']],
  },
}

/** As ITSMs ship it: no unique key, and no column that the portal adds. */
const shippedPortalUsers: Record<string, ItsmTable> = {
  customer_portal_users: {
    columns: {
      id: 'id not null',
      tenant_id: 'id not null',
      customer_id: 'id not null',
      email: 'string not null',
      display_name: 'string not null',
      password_hash: 'string not null',
      is_active: 'flag not null default 1',
      last_login: 'time',
      created_at: 'time not null',
    },
    foreignKeys: { tenant_id: 'tenants', customer_id: 'customers' },
    indexes: [['tenant_id'], ['customer_id']],
  },
}

/** The type words of this file, in the words of each database. */
function columnTypes(dialect: Dialect, variant: ItsmVariant): Record<string, string> {
  const mysql = dialect === 'mysql'
  return {
    id: 'varchar(36)',
    string: 'varchar(255)',
    // MySQL has no default on TEXT columns.
    shorttext: mysql ? 'varchar(2000)' : 'text',
    text: mysql ? 'mediumtext' : 'text',
    flag: mysql ? 'tinyint' : 'integer',
    number: mysql ? 'int' : 'integer',
    time: variant.timestamps === 'datetime' && mysql ? 'datetime(3)' : 'varchar(30)',
  }
}

/** Creates the tables of an ITSM in an empty database. */
export async function createItsmTables(database: Database, variant: ItsmVariant): Promise<void> {
  const types = columnTypes(database.dialect, variant)
  for (const [name, table] of Object.entries(itsmTables(variant))) {
    let columns = Object.entries(table.columns)
    if (variant.foreignColumns)
      columns = [
        ['plugin_score', 'number not null default 0'],
        ...columns.reverse(),
        ['plugin_note', "string default 'n/a'"],
      ]
    const lines = [
      ...columns.map(([column, type]) => `${column} ${type.replace(/^\w+/, (word) => types[word] ?? word)}`),
      `primary key (${(table.primaryKey ?? ['id']).join(', ')})`,
      ...(table.unique ?? []).map((unique) => `unique (${unique.join(', ')})`),
      ...Object.entries(table.foreignKeys ?? {}).map(([column, to]) => `foreign key (${column}) references ${to} (id)`),
    ]
    await sql.raw(`create table ${name} (\n  ${lines.join(',\n  ')}\n)`).execute(database.kysely)
    for (const [position, index] of (table.indexes ?? []).entries())
      await sql
        .raw(`create index idx_${name}_${position + 1} on ${name} (${index.join(', ')})`)
        .execute(database.kysely)
  }
}
