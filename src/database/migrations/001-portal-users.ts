import { sql } from 'kysely'
import { findTable, type MigratedDatabase, type MigratedDialect, tableOptions } from './existing-tables.ts'

/**
 * `customer_portal_users`, created where it is missing. ITSMs ship it too, and operators have put rows into it: then
 * every row stays, and only what is missing is added.
 */
export async function up(kysely: MigratedDatabase, dialect: MigratedDialect): Promise<void> {
  const existing = await findTable(kysely, dialect, 'customer_portal_users')
  if (!existing) {
    let table = kysely.schema
      .createTable('customer_portal_users')
      .addColumn('id', 'varchar(36)', (column) => column.primaryKey())
      .addColumn('tenant_id', 'varchar(36)', (column) => column.notNull())
      .addColumn('customer_id', 'varchar(36)', (column) => column.notNull())
      .addColumn('email', 'varchar(255)', (column) => column.notNull())
      .addColumn('display_name', 'varchar(255)', (column) => column.notNull())
      .addColumn('password_hash', 'varchar(255)', (column) => column.notNull())
      .addColumn('is_active', 'integer', (column) => column.notNull().defaultTo(1))
      .addColumn('last_login', 'varchar(30)')
      .addColumn('created_at', 'varchar(30)', (column) => column.notNull())
    if ((await findTable(kysely, dialect, 'tenants')) && (await findTable(kysely, dialect, 'customers')))
      table = table
        .addForeignKeyConstraint('customer_portal_users_tenant', ['tenant_id'], 'tenants', ['id'])
        .addForeignKeyConstraint('customer_portal_users_customer', ['customer_id'], 'customers', ['id'])
    await table.modifyEnd(await tableOptions(kysely, dialect)).execute()
  } else {
    if (!existing.columns.has('is_active'))
      await sql`alter table customer_portal_users add column is_active integer not null default 1`.execute(kysely)
    if (!existing.columns.has('last_login'))
      await sql`alter table customer_portal_users add column last_login varchar(30)`.execute(kysely)
    const passwordHash = existing.columns.get('password_hash')
    // A column made for bcrypt (60 characters) has no room for argon2id.
    if (dialect === 'mysql' && passwordHash?.length && passwordHash.length < 255)
      await sql`alter table customer_portal_users modify column password_hash varchar(255) not null`.execute(kysely)
  }
  if (!existing?.columns.has('email_key'))
    await sql`alter table customer_portal_users add column email_key varchar(255)
      ${sql.raw(dialect === 'mysql' ? 'character set utf8mb4 collate utf8mb4_bin' : '')}
      generated always as (lower(trim(email))) virtual`.execute(kysely)
}
