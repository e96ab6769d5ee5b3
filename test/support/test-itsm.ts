import type { Dialect, OpenDatabase } from '../../src/database/connection.ts'
import type { TimestampForm } from '../../src/database/timestamps.ts'

/** An empty database of a test's own. */
export interface EmptyDatabase {
  /** As its owner, who may do everything. */
  admin: OpenDatabase
  adminUrl: string
  /** Deletes it. */
  drop(): Promise<void>
}

/** A database with the tables of an ITSM, the demo data, and the portal's tables; on MariaDB with an account of its own. */
export interface TestItsm extends EmptyDatabase {
  dialect: Dialect
  /** What the portal connects with: on MariaDB the account that has exactly the documented grants. */
  url: string
  /** How the ITSM stores its timestamps. */
  form: TimestampForm
}
