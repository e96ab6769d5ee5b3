import { type Expression, type OperationNode, ValueNode } from 'kysely'

/** A value that can be a parameter of a statement. */
type Value = string | number | bigint

/**
 * Stands for a value while a prepared query is built. Kysely accepts it wherever it accepts a value of this type. The code
 * that builds the query must not use the value itself: comparing it, reading its members or testing a boolean or null
 * does not compile, and converting it to text or a number throws.
 */
export interface Placeholder<T> extends Expression<T> {
  /**
   * Never called. TypeScript reports a condition on a function that is always defined (TS2774), and so it reports a
   * condition on a placeholder.
   */
  (never: never, called: never): never
}

/**
 * The placeholders of `Values` for the `build` of a prepared query. `build` may test whether an optional member is defined
 * (`!== undefined`), and may read the length of a list.
 *
 * Booleans and null become {@link Untestable}. If the SQL depends on one, it must be part of the shape of the query.
 */
export type Placeholders<Values> = { readonly [Name in keyof Values]: PlaceholderOf<Values[Name]> }

type PlaceholderOf<T> = [Exclude<T, undefined>] extends [Value]
  ? Placeholder<Exclude<T, undefined>> | Extract<T, undefined>
  : [Exclude<T, undefined>] extends [boolean | Date | null | Value]
    ? Untestable
    : Extract<T, undefined> | PlaceholdersOfParts<Exclude<T, undefined>>

type PlaceholdersOfParts<T> = T extends readonly (infer Part)[] ? readonly PlaceholderOf<Part>[] : Placeholders<T>

// biome-ignore lint/suspicious/noConfusingVoidType: TypeScript refuses a condition on exactly this type (TS1345)
type Untestable = void

class PlaceholderAt implements Expression<unknown> {
  readonly position: number

  constructor(position: number) {
    this.position = position
  }

  get expressionType(): undefined {
    return undefined
  }

  toOperationNode(): OperationNode {
    return ValueNode.create(this)
  }

  [Symbol.toPrimitive](): never {
    throw lookedAtValue()
  }

  toJSON(): never {
    throw lookedAtValue()
  }
}

/** The error of a `build` that used a value. */
export function lookedAtValue(): TypeError {
  return new TypeError(
    'A prepared query cannot depend on its values. If its SQL depends on a value, pass that value as the shape',
  )
}

/** The placeholders of values. Two equal values get two different placeholders. */
export function placeholdersFor<Values extends object>(values: Values): Placeholders<Values> {
  return replaced(values, { next: 0 }) as Placeholders<Values>
}

function replaced(value: unknown, position: { next: number }): unknown {
  if (value === undefined) return undefined
  if (value === null || typeof value !== 'object') return new PlaceholderAt(position.next++)
  if (Array.isArray(value)) return value.map((part) => replaced(part, position))
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replaced(part, position)]))
}

/** The parameters of a statement with the values in place of their placeholders. @param leaves in order */
export function withValues(parameters: readonly unknown[], leaves: readonly unknown[]): unknown[] {
  return parameters.map((parameter) => (parameter instanceof PlaceholderAt ? leaves[parameter.position] : parameter))
}

/**
 * Puts the values, in order, into `leaves`.
 *
 * @returns a key of the shape: the defined members, the lengths of the lists, and which values are falsy
 */
export function shapeOf(value: unknown, leaves: unknown[]): string {
  if (value === undefined) return '-'
  if (value === null || typeof value !== 'object') {
    leaves.push(value)
    return value ? '.' : '!'
  }
  let shape = '('
  for (const [name, part] of Object.entries(value)) shape += name + shapeOf(part, leaves)
  return `${shape})`
}
