import type { Database } from '../connection.ts'
import type { Catalogue, CatalogueColumn, CatalogueTable } from './catalogue.ts'
import type { ColumnContract, TableContract } from './column-contract.ts'
import { type Applicable, applicableTables, columnsFor } from './contract.ts'
import { createIndexStatement, missingIndexes } from './indexes.ts'

/** A difference between the database and the contract. */
export interface Finding {
  /** `error`: the portal does not start. `warning`: it works, but slower or with less. */
  severity: 'error' | 'warning'
  /** The table, or table and column. */
  subject: string
  /** What differs. */
  problem: string
  /** The feature that does not work because of it, or is slower. */
  breaks: string
  /** How to fix it. */
  remedy: string
}

/** Checks a catalogue against the applicable parts of the contract. */
export function inspectCatalogue(
  catalogue: Catalogue,
  dialect: Database['dialect'],
  applicable: Applicable,
): Finding[] {
  const findings: Finding[] = []
  const tables = applicableTables(applicable)
  for (const [name, table] of tables) {
    const found = catalogue.get(name)
    if (!found) findings.push(missingTable(name, table))
    else findings.push(...inspectTable([name, table], found, dialect))
  }
  findings.push(...inspectCollations(catalogue, tables))
  for (const index of missingIndexes(catalogue, dialect))
    findings.push({
      severity: 'warning',
      subject: index.table,
      problem: `has no ${index.fullText ? 'full-text ' : ''}index on (${index.columns.join(', ')})`,
      breaks: `slower: ${index.serves}`,
      remedy: `npm run itsm-indexes -- --create, or: ${createIndexStatement(index)}`,
    })
  return findings
}

/** Which grants are printed depends on the settings, PORTAL_ADMIN above all. */
const thePrivileges = 'the privileges (npm run grants, with the same settings)'

function missingTable(name: string, table: TableContract): Finding {
  return {
    severity: 'error',
    subject: name,
    problem: 'is missing, or the database user may not see it',
    breaks: table.serves,
    remedy: table.owner === 'portal' ? 'npm run migrate' : `Check DATABASE_URL and ${thePrivileges}.`,
  }
}

function inspectTable(
  [name, table]: readonly [string, TableContract],
  found: CatalogueTable,
  dialect: Database['dialect'],
): Finding[] {
  const findings: Finding[] = []
  const error = (column: string, problem: string, remedy: string) =>
    findings.push({ severity: 'error', subject: `${name}.${column}`, problem, breaks: table.serves, remedy })

  for (const [column, wanted] of Object.entries(table.columns)) {
    const actual = found.columns.get(column)
    if (!actual) {
      const remedy =
        table.owner === 'portal' ? 'npm run migrate' : `Check the version of the ITSM and ${thePrivileges}.`
      error(column, 'is missing, or the database user may not see it', remedy)
    } else {
      for (const problem of differences(wanted, actual, dialect))
        error(column, problem, `Change the type of ${name}.${column}.`)
    }
  }

  const inserted = columnsFor(table, 'insert')
  if (inserted.length > 0)
    for (const column of found.columns.values())
      if (!column.optional && !inserted.includes(column.name))
        error(
          column.name,
          'must be given at every insert, and the portal does not know it',
          `Give ${name}.${column.name} a default.`,
        )
  return findings
}

const textTypes = ['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'enum', 'json']
const integerTypes = ['tinyint', 'smallint', 'mediumint', 'int', 'integer', 'bigint', 'boolean', 'bool']

function differences(wanted: ColumnContract, actual: CatalogueColumn, dialect: Database['dialect']): string[] {
  const problems: string[] = []
  const isText = textTypes.includes(actual.type)
  const fits = {
    id: isText,
    text: isText,
    'long text': isText,
    integer: integerTypes.includes(actual.type),
    timestamp: isText || ['datetime', 'timestamp'].includes(actual.type),
  }[wanted.type]
  if (!fits) problems.push(`is of type ${actual.type}; the portal needs ${wanted.type}`)

  const writes = wanted.uses.includes('insert') || wanted.uses.includes('update')
  if (
    writes &&
    dialect === 'mysql' &&
    actual.values === null &&
    actual.length !== null &&
    actual.length < neededLength(wanted)
  )
    problems.push(`holds ${actual.length} characters; the portal writes up to ${neededLength(wanted)}`)
  if (wanted.writesNull && !actual.nullable) problems.push('does not allow NULL')
  const refused = (wanted.values ?? []).filter((value) => actual.values !== null && !actual.values.includes(value))
  if (refused.length > 0) problems.push(`is an ENUM without ${refused.map((value) => `'${value}'`).join(', ')}`)
  return problems
}

function neededLength(wanted: ColumnContract): number {
  if (wanted.type === 'id') return 36
  if (wanted.type === 'timestamp') return 24
  // 10,000 characters of four bytes. The portal refuses longer texts where the column ends; TEXT counts bytes.
  if (wanted.type === 'long text') return 40_000
  return wanted.length ?? 0
}

/** Ids are compared across tables. With different collations, the comparison fails or cannot use an index. */
function inspectCollations(catalogue: Catalogue, tables: readonly [string, TableContract][]): Finding[] {
  const reference = catalogue.get('tenants')?.columns.get('id')?.collation
  if (!reference) return []
  return tables.flatMap(([name, table]) =>
    Object.entries(table.columns).flatMap(([column, { type }]): Finding[] => {
      const collation = type === 'id' ? catalogue.get(name)?.columns.get(column)?.collation : undefined
      if (!collation || collation === reference) return []
      return [
        {
          severity: 'error',
          subject: `${name}.${column}`,
          problem: `has the collation ${collation}; tenants.id has ${reference}`,
          breaks: `${table.serves}: ids cannot be compared`,
          remedy: `Convert ${name} to the collation ${reference}.`,
        },
      ]
    }),
  )
}

/** The findings as text for a terminal or a log. */
export function formatFindings(findings: readonly Finding[]): string {
  return findings
    .map(
      (f) =>
        `${f.severity === 'error' ? 'ERROR  ' : 'warning'} ${f.subject} ${f.problem}\n        breaks: ${f.breaks}\n        fix:    ${f.remedy}`,
    )
    .join('\n')
}
