import type { Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'
import { readCatalogue } from '../itsm/catalogue.ts'
import type { Tables } from '../tables.ts'
import { tableOptions } from './table-options.ts'

/** `customer_portal_ticket_numbers`: the highest number known of each series; replicas take turns on its rows. */
export async function up(kysely: Kysely<Tables>, dialect: Dialect): Promise<void> {
  await kysely.schema
    .createTable('customer_portal_ticket_numbers')
    .ifNotExists()
    .addColumn('tenant_id', 'varchar(36)', (column) => column.notNull())
    .addColumn('series', 'varchar(20)', (column) => column.notNull())
    .addColumn('last_number', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('customer_portal_ticket_numbers_pk', ['tenant_id', 'series'])
    .modifyEnd(tableOptions(await readCatalogue({ kysely, dialect }), dialect))
    .execute()
}
