import type { Tables } from '../tables.ts'
import { columnsFor, contractEntries, deletesFrom } from './contract.ts'

export interface GrantOptions {
  /** The database of the host. */
  database: string
  /** The account, as MySQL writes it: `'portal'@'%'`. */
  account: string
  /** Whether the host has the SLA tables. */
  sla: boolean
  /** Whether authors are mirrored into `users`. */
  mirrorsAuthors: boolean
}

/**
 * The GRANT statements for the account that the portal runs under: by column, and no more than the contract uses.
 * REFERENCES shows the layout of a table (its foreign keys and its columns without a default) without showing or
 * allowing to change a single row; the start-up check reads it.
 */
export function grantStatements({ database, account, sla, mirrorsAuthors }: GrantOptions): string[] {
  return contractEntries().flatMap(([name, table]) => {
    if (table.needed === 'sla' && !sla) return []
    const on = `ON ${quote(database)}.${quote(name)} TO ${account};`
    const readOnly = table.needed === 'mirror' && !mirrorsAuthors
    const privileges = (['select', 'insert', 'update'] as const).flatMap((use) => {
      const columns = readOnly && use !== 'select' ? [] : columnsFor(table, use)
      return columns.length > 0 ? [`${use.toUpperCase()} (${columns.map(quote).join(', ')})`] : []
    })
    if (deletesFrom.includes(name as keyof Tables)) privileges.push('DELETE')
    return [`GRANT ${['REFERENCES', ...privileges].join(', ')} ${on}`]
  })
}

function quote(identifier: string): string {
  return `\`${identifier.replaceAll('`', '``')}\``
}
