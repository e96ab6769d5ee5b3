import { type RawBuilder, sql } from 'kysely'
import type { Dialect } from '../connection.ts'
import type { Catalogue } from '../itsm/catalogue.ts'

/**
 * Engine and collation of a new table: those that the ITSM's own ids have, because ids of different collations can
 * neither be compared nor be foreign keys of each other.
 */
export function tableOptions(catalogue: Catalogue, dialect: Dialect): RawBuilder<unknown> {
  if (dialect === 'sqlite') return sql``
  const collation = catalogue.get('tenants')?.columns.get('id')?.collation ?? 'utf8mb4_unicode_ci'
  const characterSet = collation.split('_')[0] ?? 'utf8mb4'
  return sql.raw(`engine = InnoDB character set ${characterSet} collate ${collation}`)
}
