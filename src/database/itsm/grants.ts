import { type Applicable, applicableTables, columnsFor, deletesFrom } from './contract.ts'

export interface GrantOptions {
  /** The database of the ITSM. */
  database: string
  /** The account, as MySQL writes it: `'portal'@'%'`. */
  account: string
  applicable: Applicable
}

/**
 * The GRANT statements for the account that the portal runs under: by column, and no more than the contract uses.
 * REFERENCES shows the layout of a table (its foreign keys and its columns without a default) without showing or
 * allowing to change a single row; the start-up check reads it.
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
