import { type MigratedDatabase, type MigratedDialect, tableOptions } from './existing-tables.ts'

/** `customer_portal_ticket_numbers`: the highest number known of each series; replicas take turns on its rows. */
export async function up(kysely: MigratedDatabase, dialect: MigratedDialect): Promise<void> {
  await kysely.schema
    .createTable('customer_portal_ticket_numbers')
    .ifNotExists()
    .addColumn('tenant_id', 'varchar(36)', (column) => column.notNull())
    .addColumn('series', 'varchar(20)', (column) => column.notNull())
    .addColumn('last_number', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('customer_portal_ticket_numbers_pk', ['tenant_id', 'series'])
    .modifyEnd(await tableOptions(kysely, dialect))
    .execute()
}
