import type { Tables } from '../tables.ts'

export type ColumnType = 'id' | 'text' | 'long text' | 'integer' | 'timestamp'
export type Use = 'select' | 'insert' | 'update'

export interface ColumnContract {
  type: ColumnType
  /** What the portal does with the column. Privileges are granted and checked by this. */
  uses: readonly Use[]
  /** For text: how many characters the portal may write. */
  length?: number
  /** The portal writes NULL here, so the column must allow it. */
  writesNull?: true
  /** The values that the portal writes, for columns that are an ENUM. */
  values?: readonly string[]
}

export interface TableContract<Column extends string = string> {
  owner: 'itsm' | 'portal'
  /**
   * `sla`: the portal does without where the ITSM lacks it. `mirror`: written only where authors are mirrored.
   * `administration`: only where agents administer portal users.
   */
  needed: 'always' | 'sla' | 'mirror' | 'administration'
  /** What does not work where the table or one of its columns is missing or different. */
  serves: string
  columns: Record<Column, ColumnContract>
}

/** The contract of some tables; the compiler holds it against the table types. */
export type Contract<Name extends keyof Tables> = { [T in Name]: TableContract<Extract<keyof Tables[T], string>> }

export const read = ['select'] as const
export const write = ['insert'] as const
export const readWrite = ['select', 'insert'] as const
export const all = ['select', 'insert', 'update'] as const
