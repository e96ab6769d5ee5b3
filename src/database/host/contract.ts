import type { Tables } from '../tables.ts'

export type ColumnType = 'id' | 'text' | 'long text' | 'integer' | 'timestamp'
export type Use = 'select' | 'insert' | 'update'

export interface ColumnContract {
  type: ColumnType
  /** What the portal does with the column. Privileges are granted and checked by this. */
  uses: readonly Use[]
  /** For text: how many characters the portal may write. */
  length?: number
  /** The portal writes NULL here, so the column must allow it. */
  writesNull?: true
  /** The values that the portal writes, for columns that are an ENUM. */
  values?: readonly string[]
}

export interface TableContract<Column extends string = string> {
  owner: 'host' | 'portal'
  /** `sla`: the portal does without where the host lacks it. `mirror`: written only where authors are mirrored. */
  needed: 'always' | 'sla' | 'mirror'
  /** What does not work where the table or one of its columns is missing or different. */
  serves: string
  columns: Record<Column, ColumnContract>
}

const read = ['select'] as const
const write = ['insert'] as const
const readWrite = ['select', 'insert'] as const
const all = ['select', 'insert', 'update'] as const

/**
 * What the portal needs of the database, column by column. The doctor, the start-up check, readiness and the GRANT
 * statements all follow from this table; the compiler holds it against the table types.
 */
export const contract: { [T in keyof Tables]: TableContract<Extract<keyof Tables[T], string>> } = {
  tenants: {
    owner: 'host',
    needed: 'always',
    serves: 'sign-in',
    columns: {
      id: { type: 'id', uses: read },
      name: { type: 'text', uses: read },
      slug: { type: 'text', uses: read },
      is_active: { type: 'integer', uses: read },
    },
  },
  customers: {
    owner: 'host',
    needed: 'always',
    serves: 'sign-in and the profile',
    columns: {
      id: { type: 'id', uses: read },
      tenant_id: { type: 'id', uses: read },
      name: { type: 'text', uses: read },
      industry: { type: 'text', uses: read },
      contact_email: { type: 'text', uses: read },
      is_active: { type: 'integer', uses: read },
    },
  },
  users: {
    owner: 'host',
    needed: 'mirror',
    serves: 'the names of the authors of tickets and comments',
    columns: {
      id: { type: 'id', uses: readWrite },
      email: { type: 'text', uses: write, length: 60 },
      display_name: { type: 'text', uses: all },
      password_hash: { type: 'text', uses: write, writesNull: true },
      auth_provider: { type: 'text', uses: readWrite, length: 6, values: ['portal'] },
      is_active: { type: 'integer', uses: write },
      created_at: { type: 'timestamp', uses: write },
    },
  },
  tickets: {
    owner: 'host',
    needed: 'always',
    serves: 'seeing and opening tickets',
    columns: {
      id: { type: 'id', uses: readWrite },
      tenant_id: { type: 'id', uses: readWrite },
      ticket_number: { type: 'text', uses: readWrite, length: 20 },
      ticket_type: { type: 'text', uses: readWrite, length: 8, values: ['incident', 'change'] },
      title: { type: 'text', uses: readWrite, length: 200 },
      description: { type: 'long text', uses: readWrite },
      status: { type: 'text', uses: readWrite, length: 4, values: ['open'] },
      priority: { type: 'text', uses: readWrite, length: 8, values: ['low', 'medium', 'high', 'critical'] },
      reporter_id: { type: 'id', uses: readWrite },
      customer_id: { type: 'id', uses: readWrite },
      sla_tier: {
        type: 'text',
        uses: write,
        length: 8,
        writesNull: true,
        values: ['platinum', 'gold', 'silver', 'bronze'],
      },
      sla_response_due: { type: 'timestamp', uses: write, writesNull: true },
      sla_resolve_due: { type: 'timestamp', uses: write, writesNull: true },
      source: { type: 'text', uses: readWrite, length: 6, values: ['portal'] },
      created_at: { type: 'timestamp', uses: readWrite },
      updated_at: { type: 'timestamp', uses: all },
      resolved_at: { type: 'timestamp', uses: read },
      closed_at: { type: 'timestamp', uses: read },
      created_by: { type: 'id', uses: write },
    },
  },
  ticket_comments: {
    owner: 'host',
    needed: 'always',
    serves: 'reading and writing comments',
    columns: {
      id: { type: 'id', uses: readWrite },
      tenant_id: { type: 'id', uses: readWrite },
      ticket_id: { type: 'id', uses: readWrite },
      author_id: { type: 'id', uses: readWrite },
      content: { type: 'long text', uses: readWrite },
      is_internal: { type: 'integer', uses: readWrite },
      source: { type: 'text', uses: readWrite, length: 8, values: ['customer'] },
      created_at: { type: 'timestamp', uses: readWrite },
    },
  },
  ticket_history: {
    owner: 'host',
    needed: 'always',
    serves: 'the history that agents see of a new ticket',
    columns: {
      id: { type: 'id', uses: write },
      tenant_id: { type: 'id', uses: write },
      ticket_id: { type: 'id', uses: write },
      field_changed: { type: 'text', uses: write, length: 20 },
      old_value: { type: 'text', uses: write, writesNull: true },
      new_value: { type: 'text', uses: write, length: 20 },
      changed_by: { type: 'id', uses: write },
      changed_at: { type: 'timestamp', uses: write },
    },
  },
  kb_articles: {
    owner: 'host',
    needed: 'always',
    serves: 'the knowledge base',
    columns: {
      id: { type: 'id', uses: read },
      tenant_id: { type: 'id', uses: read },
      title: { type: 'text', uses: read },
      slug: { type: 'text', uses: read },
      content: { type: 'long text', uses: read },
      category: { type: 'text', uses: read },
      tags: { type: 'text', uses: read },
      visibility: { type: 'text', uses: read },
      status: { type: 'text', uses: read },
      updated_at: { type: 'timestamp', uses: read },
      published_at: { type: 'timestamp', uses: read },
    },
  },
  sla_assignments: {
    owner: 'host',
    needed: 'sla',
    serves: 'the due dates of new tickets',
    columns: {
      id: { type: 'id', uses: read },
      tenant_id: { type: 'id', uses: read },
      sla_definition_id: { type: 'id', uses: read },
      service_id: { type: 'id', uses: read },
      customer_id: { type: 'id', uses: read },
      asset_id: { type: 'id', uses: read },
    },
  },
  sla_definitions: {
    owner: 'host',
    needed: 'sla',
    serves: 'the due dates of new tickets',
    columns: {
      id: { type: 'id', uses: read },
      tenant_id: { type: 'id', uses: read },
      name: { type: 'text', uses: read },
      response_time_minutes: { type: 'integer', uses: read },
      resolution_time_minutes: { type: 'integer', uses: read },
      priority_overrides: { type: 'text', uses: read },
      is_default: { type: 'integer', uses: read },
      is_active: { type: 'integer', uses: read },
    },
  },
  customer_portal_users: {
    owner: 'portal',
    needed: 'always',
    serves: 'sign-in',
    columns: {
      id: { type: 'id', uses: readWrite },
      tenant_id: { type: 'id', uses: readWrite },
      customer_id: { type: 'id', uses: readWrite },
      email: { type: 'text', uses: readWrite, length: 254 },
      email_key: { type: 'text', uses: read },
      display_name: { type: 'text', uses: all, length: 100 },
      // An argon2id hash in PHC form has 97 characters with the default parameters.
      password_hash: { type: 'text', uses: all, length: 120 },
      is_active: { type: 'integer', uses: all },
      last_login: { type: 'timestamp', uses: ['select', 'update'] },
      created_at: { type: 'timestamp', uses: readWrite },
      language: { type: 'text', uses: all, length: 2, writesNull: true },
    },
  },
  customer_portal_sessions: {
    owner: 'portal',
    needed: 'always',
    serves: 'signing in and out',
    columns: {
      id: { type: 'id', uses: readWrite },
      portal_user_id: { type: 'id', uses: readWrite },
      created_at: { type: 'timestamp', uses: readWrite },
      expires_at: { type: 'timestamp', uses: readWrite },
      last_used_at: { type: 'timestamp', uses: all },
      browser: { type: 'text', uses: readWrite, length: 100, writesNull: true },
      address: { type: 'text', uses: readWrite, length: 45, writesNull: true },
    },
  },
  customer_portal_ticket_numbers: {
    owner: 'portal',
    needed: 'always',
    serves: 'the numbers of new tickets',
    columns: {
      tenant_id: { type: 'id', uses: readWrite },
      series: { type: 'text', uses: readWrite, length: 20 },
      last_number: { type: 'integer', uses: all },
    },
  },
  customer_portal_idempotency_keys: {
    owner: 'portal',
    needed: 'always',
    serves: 'sending the same ticket or comment again without creating it twice',
    columns: {
      portal_user_id: { type: 'id', uses: readWrite },
      idempotency_key: { type: 'text', uses: readWrite, length: 64 },
      request_hash: { type: 'text', uses: readWrite, length: 64 },
      resource_id: { type: 'id', uses: readWrite },
      created_at: { type: 'timestamp', uses: readWrite },
    },
  },
  customer_portal_links: {
    owner: 'portal',
    needed: 'always',
    serves: 'invitations and forgotten passwords',
    columns: {
      token_hash: { type: 'text', uses: readWrite, length: 64 },
      portal_user_id: { type: 'id', uses: readWrite },
      purpose: { type: 'text', uses: readWrite, length: 20 },
      created_at: { type: 'timestamp', uses: readWrite },
      expires_at: { type: 'timestamp', uses: readWrite },
    },
  },
  customer_portal_mails: {
    owner: 'portal',
    needed: 'always',
    serves: 'mail',
    columns: {
      id: { type: 'id', uses: readWrite },
      portal_user_id: { type: 'id', uses: readWrite },
      template: { type: 'text', uses: readWrite, length: 40 },
      sealed: { type: 'text', uses: all, length: 4_000 },
      created_at: { type: 'timestamp', uses: readWrite },
      next_attempt_at: { type: 'timestamp', uses: all },
      attempts: { type: 'integer', uses: all },
      done_at: { type: 'timestamp', uses: all, writesNull: true },
    },
  },
  customer_portal_sign_in_failures: {
    owner: 'portal',
    needed: 'always',
    serves: 'delays after failed sign-ins',
    columns: {
      account_key: { type: 'text', uses: readWrite, length: 64 },
      failures: { type: 'integer', uses: all },
      last_failed_at: { type: 'timestamp', uses: all },
      blocked_until: { type: 'timestamp', uses: all, writesNull: true },
    },
  },
  customer_portal_security_log: {
    owner: 'portal',
    needed: 'always',
    serves: 'the security log of portal users',
    columns: {
      id: { type: 'id', uses: readWrite },
      portal_user_id: { type: 'id', uses: readWrite },
      event: { type: 'text', uses: readWrite, length: 40 },
      browser: { type: 'text', uses: readWrite, length: 100, writesNull: true },
      address: { type: 'text', uses: readWrite, length: 45, writesNull: true },
      created_at: { type: 'timestamp', uses: readWrite },
    },
  },
  customer_portal_second_factors: {
    owner: 'portal',
    needed: 'always',
    serves: 'the second factor of portal users',
    columns: {
      portal_user_id: { type: 'id', uses: readWrite },
      sealed_secret: { type: 'text', uses: readWrite, length: 255 },
      confirmed_at: { type: 'timestamp', uses: all, writesNull: true },
      last_step: { type: 'integer', uses: all },
      created_at: { type: 'timestamp', uses: readWrite },
    },
  },
  customer_portal_recovery_codes: {
    owner: 'portal',
    needed: 'always',
    serves: 'the second factor of portal users',
    columns: {
      portal_user_id: { type: 'id', uses: readWrite },
      code_hash: { type: 'text', uses: readWrite, length: 64 },
    },
  },
  customer_portal_audit: {
    owner: 'portal',
    needed: 'always',
    serves: 'the administration of portal users',
    columns: {
      id: { type: 'id', uses: readWrite },
      tenant_id: { type: 'id', uses: readWrite },
      actor_kind: { type: 'text', uses: readWrite, length: 20 },
      actor: { type: 'text', uses: readWrite, length: 100 },
      action: { type: 'text', uses: readWrite, length: 40 },
      portal_user_id: { type: 'id', uses: readWrite },
      state_before: { type: 'text', uses: readWrite, length: 4_000, writesNull: true },
      state_after: { type: 'text', uses: readWrite, length: 4_000, writesNull: true },
      created_at: { type: 'timestamp', uses: readWrite },
    },
  },
  customer_portal_identity_providers: {
    owner: 'portal',
    needed: 'always',
    serves: 'sign-in through an identity provider',
    columns: {
      tenant_id: { type: 'id', uses: readWrite },
      issuer: { type: 'text', uses: all, length: 255 },
      client_id: { type: 'text', uses: all, length: 255 },
      sealed_client_secret: { type: 'text', uses: all, length: 1_000, writesNull: true },
      email_domains: { type: 'text', uses: all, length: 2_000 },
      created_for_customer_id: { type: 'id', uses: all, writesNull: true },
      is_active: { type: 'integer', uses: all },
    },
  },
  customer_portal_identities: {
    owner: 'portal',
    needed: 'always',
    serves: 'sign-in through an identity provider',
    columns: {
      identity_key: { type: 'text', uses: readWrite, length: 64 },
      issuer: { type: 'text', uses: readWrite, length: 255 },
      subject: { type: 'text', uses: readWrite, length: 255 },
      portal_user_id: { type: 'id', uses: readWrite },
      created_at: { type: 'timestamp', uses: readWrite },
    },
  },
}

/** Tables that the portal deletes rows of: its own, never the host's. */
export const deletesFrom: readonly (keyof Tables)[] = [
  'customer_portal_sessions',
  'customer_portal_idempotency_keys',
  'customer_portal_links',
  'customer_portal_mails',
  'customer_portal_sign_in_failures',
  'customer_portal_security_log',
  'customer_portal_second_factors',
  'customer_portal_recovery_codes',
  'customer_portal_identity_providers',
  'customer_portal_identities',
]

/** The columns that hold the id of an author; where one of them is a foreign key to `users`, authors are mirrored. */
export const authorColumns = [
  ['tickets', 'reporter_id'],
  ['tickets', 'created_by'],
  ['ticket_comments', 'author_id'],
  ['ticket_history', 'changed_by'],
] as const

/** The tables of the contract with their names, for going through all of them. */
export function contractEntries(): [keyof Tables, TableContract][] {
  return Object.entries(contract) as [keyof Tables, TableContract][]
}

/** The columns of a table that are put to one use. */
export function columnsFor(table: TableContract, use: Use): string[] {
  return Object.entries(table.columns).flatMap(([name, column]) => (column.uses.includes(use) ? [name] : []))
}
