import { type Applicable, applicableTables, columnsFor, deletesFrom } from './contract.ts'

export interface GrantOptions {
  /** The database of the ITSM. */
  database: string
  /** The account in MySQL's notation: `'portal'@'%'`. */
  account: string
  applicable: Applicable
}

/**
 * The GRANT statements for the portal's account. They grant single columns, and only the uses in the contract.
 * REFERENCES lets the start-up check read the layout of a table (its foreign keys, and its columns without a default). It
 * does not allow reading or changing rows.
 */
export function grantStatements({ database, account, applicable }: GrantOptions): string[] {
  return applicableTables(applicable).map(([name, table]) => {
    const on = `ON ${quote(database)}.${quote(name)} TO ${account};`
    const privileges = (['select', 'insert', 'update'] as const).flatMap((use) => {
      const columns = columnsFor(table, use)
      return columns.length > 0 ? [`${use.toUpperCase()} (${columns.map(quote).join(', ')})`] : []
    })
    if (deletesFrom.includes(name)) privileges.push('DELETE')
    return `GRANT ${['REFERENCES', ...privileges].join(', ')} ${on}`
  })
}

function quote(identifier: string): string {
  return `\`${identifier.replaceAll('`', '``')}\``
}
