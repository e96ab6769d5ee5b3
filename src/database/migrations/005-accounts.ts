import { sql } from 'kysely'
import { findTable, type MigratedDatabase, type MigratedDialect, tableOptions } from './existing-tables.ts'

/** What account life needs: links, mails, delays, the security log, second factors, the audit and identity providers. */
export async function up(kysely: MigratedDatabase, dialect: MigratedDialect): Promise<void> {
  for (const [table, column, type] of newColumns)
    if (!(await findTable(kysely, dialect, table))?.columns.has(column))
      await sql`alter table ${sql.ref(table)} add column ${sql.ref(column)} ${sql.raw(type)}`.execute(kysely)
  const options = await tableOptions(kysely, dialect)
  for (const [table, { columns, primaryKey }] of Object.entries(newTables)) {
    let create = kysely.schema.createTable(table).ifNotExists()
    for (const [name, type, nullable] of columns)
      create = create.addColumn(name, sql.raw(type), (column) => (nullable ? column : column.notNull()))
    await create
      .addPrimaryKeyConstraint(`${table}_pk`, primaryKey as never)
      .modifyEnd(options)
      .execute()
  }
  for (const [table, { indexes = [] }] of Object.entries(newTables)) {
    const created = await findTable(kysely, dialect, table)
    for (const [name, indexed] of indexes)
      if (!created?.indexes.some((index) => index.name === `${table}_${name}`))
        await kysely.schema
          .createIndex(`${table}_${name}`)
          .on(table)
          .columns([...indexed])
          .execute()
  }
}

const newColumns = [
  ['customer_portal_users', 'language', 'varchar(2)'],
  ['customer_portal_sessions', 'last_used_at', 'varchar(30)'],
  ['customer_portal_sessions', 'browser', 'varchar(100)'],
  ['customer_portal_sessions', 'address', 'varchar(45)'],
] as const

interface NewTable {
  /** Name, type, and whether it may be null. */
  columns: readonly (readonly [string, string, 'null'?])[]
  primaryKey: readonly string[]
  indexes?: readonly (readonly [string, readonly string[]])[]
}

const id = 'varchar(36)'
const hash = 'varchar(64)'
const time = 'varchar(30)'

const newTables: Record<string, NewTable> = {
  customer_portal_links: {
    columns: [
      ['token_hash', hash],
      ['portal_user_id', id],
      ['purpose', 'varchar(20)'],
      ['created_at', time],
      ['expires_at', time],
    ],
    primaryKey: ['token_hash'],
    indexes: [['user', ['portal_user_id', 'purpose']]],
  },
  customer_portal_mails: {
    columns: [
      ['id', id],
      ['portal_user_id', id],
      ['template', 'varchar(40)'],
      ['sealed', 'text'],
      ['created_at', time],
      ['next_attempt_at', time],
      ['attempts', 'integer'],
      ['done_at', time, 'null'],
    ],
    primaryKey: ['id'],
    indexes: [
      ['due', ['done_at', 'next_attempt_at']],
      ['user', ['portal_user_id', 'created_at']],
    ],
  },
  customer_portal_sign_in_failures: {
    columns: [
      ['account_key', hash],
      ['failures', 'integer'],
      ['last_failed_at', time],
      ['blocked_until', time, 'null'],
    ],
    primaryKey: ['account_key'],
    indexes: [['time', ['last_failed_at']]],
  },
  customer_portal_security_log: {
    columns: [
      ['id', id],
      ['portal_user_id', id],
      ['event', 'varchar(40)'],
      ['browser', 'varchar(100)', 'null'],
      ['address', 'varchar(45)', 'null'],
      ['created_at', time],
    ],
    primaryKey: ['id'],
    indexes: [['user', ['portal_user_id', 'created_at', 'id']]],
  },
  customer_portal_second_factors: {
    columns: [
      ['portal_user_id', id],
      ['sealed_secret', 'varchar(255)'],
      ['confirmed_at', time, 'null'],
      ['last_step', 'bigint'],
      ['created_at', time],
    ],
    primaryKey: ['portal_user_id'],
  },
  customer_portal_recovery_codes: {
    columns: [
      ['portal_user_id', id],
      ['code_hash', hash],
    ],
    primaryKey: ['portal_user_id', 'code_hash'],
  },
  customer_portal_audit: {
    columns: [
      ['id', id],
      ['tenant_id', id],
      ['actor_kind', 'varchar(20)'],
      ['actor', 'varchar(100)'],
      ['action', 'varchar(40)'],
      ['portal_user_id', id],
      ['state_before', 'text', 'null'],
      ['state_after', 'text', 'null'],
      ['created_at', time],
    ],
    primaryKey: ['id'],
    indexes: [
      ['tenant', ['tenant_id', 'created_at']],
      ['user', ['portal_user_id', 'created_at']],
    ],
  },
  customer_portal_identity_providers: {
    columns: [
      ['tenant_id', id],
      ['issuer', 'varchar(255)'],
      ['client_id', 'varchar(255)'],
      ['sealed_client_secret', 'varchar(1000)', 'null'],
      ['email_domains', 'varchar(2000)'],
      ['created_for_customer_id', id, 'null'],
      ['is_active', 'integer'],
    ],
    primaryKey: ['tenant_id'],
  },
  customer_portal_identities: {
    columns: [
      ['identity_key', hash],
      ['issuer', 'varchar(255)'],
      ['subject', 'varchar(255)'],
      ['portal_user_id', id],
      ['created_at', time],
    ],
    primaryKey: ['identity_key'],
    indexes: [['user', ['portal_user_id']]],
  },
}
