import type { Tables } from '../tables.ts'

export type ColumnType = 'id' | 'text' | 'long text' | 'integer' | 'timestamp'
export type Use = 'select' | 'insert' | 'update'

export interface ColumnContract {
  type: ColumnType
  /** What the portal does with the column. Privileges are granted and checked by this. */
  uses: readonly Use[]
  /** For text: the largest number of characters that the portal writes. */
  length?: number
  /** The portal writes NULL here, so the column must allow it. */
  writesNull?: true
  /** The values that the portal writes, for columns that are an ENUM. */
  values?: readonly string[]
}

export interface TableContract<Column extends string = string> {
  owner: 'itsm' | 'portal'
  /**
   * - `sla`: optional; the portal uses it if the ITSM has it
   * - `mirror`: written only if authors are mirrored
   * - `administration`: needed only if agents administer portal users
   */
  needed: 'always' | 'sla' | 'mirror' | 'administration'
  /** The feature that does not work if the table or one of its columns is missing or different. */
  serves: string
  columns: Record<Column, ColumnContract>
}

/** The contract of some tables. The compiler checks it against the table types. */
export type Contract<Name extends keyof Tables> = { [T in Name]: TableContract<Extract<keyof Tables[T], string>> }

export const read = ['select'] as const
export const write = ['insert'] as const
export const readWrite = ['select', 'insert'] as const
export const all = ['select', 'insert', 'update'] as const
