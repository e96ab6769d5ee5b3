import type { Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'
import { readCatalogue } from '../itsm/catalogue.ts'
import type { Tables } from '../tables.ts'
import { tableOptions } from './table-options.ts'

/** `customer_portal_sessions`: one row for each token that works; signing out deletes it. */
export async function up(kysely: Kysely<Tables>, dialect: Dialect): Promise<void> {
  const catalogue = await readCatalogue({ kysely, dialect })
  await kysely.schema
    .createTable('customer_portal_sessions')
    .ifNotExists()
    .addColumn('id', 'varchar(36)', (column) => column.primaryKey())
    .addColumn('portal_user_id', 'varchar(36)', (column) => column.notNull())
    .addColumn('created_at', 'varchar(30)', (column) => column.notNull())
    .addColumn('expires_at', 'varchar(30)', (column) => column.notNull())
    .modifyEnd(tableOptions(catalogue, dialect))
    .execute()
  const table = (await readCatalogue({ kysely, dialect })).get('customer_portal_sessions')
  if (!table?.indexes.some((index) => index.columns[0] === 'portal_user_id'))
    await kysely.schema
      .createIndex('customer_portal_sessions_user')
      .on('customer_portal_sessions')
      .columns(['portal_user_id', 'expires_at'])
      .execute()
}
