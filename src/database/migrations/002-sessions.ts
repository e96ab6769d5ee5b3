import { findTable, type MigratedDatabase, type MigratedDialect, tableOptions } from './existing-tables.ts'

/** `customer_portal_sessions`: one row for each token that works; signing out deletes it. */
export async function up(kysely: MigratedDatabase, dialect: MigratedDialect): Promise<void> {
  await kysely.schema
    .createTable('customer_portal_sessions')
    .ifNotExists()
    .addColumn('id', 'varchar(36)', (column) => column.primaryKey())
    .addColumn('portal_user_id', 'varchar(36)', (column) => column.notNull())
    .addColumn('created_at', 'varchar(30)', (column) => column.notNull())
    .addColumn('expires_at', 'varchar(30)', (column) => column.notNull())
    .modifyEnd(await tableOptions(kysely, dialect))
    .execute()
  const table = await findTable(kysely, dialect, 'customer_portal_sessions')
  if (!table?.indexes.some((index) => index.columns[0] === 'portal_user_id'))
    await kysely.schema
      .createIndex('customer_portal_sessions_user')
      .on('customer_portal_sessions')
      .columns(['portal_user_id', 'expires_at'])
      .execute()
}
