import { type MigratedDatabase, type MigratedDialect, tableOptions } from './existing-tables.ts'

/** `customer_portal_idempotency_keys`: what a portal user's keyed requests of the last day have created. */
export async function up(kysely: MigratedDatabase, dialect: MigratedDialect): Promise<void> {
  await kysely.schema
    .createTable('customer_portal_idempotency_keys')
    .ifNotExists()
    .addColumn('portal_user_id', 'varchar(36)', (column) => column.notNull())
    .addColumn('idempotency_key', 'varchar(64)', (column) => column.notNull())
    .addColumn('request_hash', 'varchar(64)', (column) => column.notNull())
    .addColumn('resource_id', 'varchar(36)', (column) => column.notNull())
    .addColumn('created_at', 'varchar(30)', (column) => column.notNull())
    .addPrimaryKeyConstraint('customer_portal_idempotency_keys_pk', ['portal_user_id', 'idempotency_key'])
    .modifyEnd(await tableOptions(kysely, dialect))
    .execute()
}
