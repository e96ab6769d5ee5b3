import { maxImportedRows } from '../../schemas/portal-user-import.ts'

interface Schema {
  $ref?: string
  properties?: Record<string, Schema>
  items?: Schema
  [keyword: string]: unknown
}

interface Operation {
  operationId: string
  parameters?: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: { 'application/json'?: { schema: Schema } } }
}

/** The parts of an OpenAPI document that hold limits. */
export interface DocumentWithLimits {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

const keywords = ['minLength', 'maxLength', 'minimum', 'maximum', 'maxItems']

/**
 * A module with the limits of what each operation takes, for the browser portal, which checks them before it sends.
 *
 * @returns its source; lengths are in characters (Unicode code points)
 */
export function limitsModule({ paths, components }: DocumentWithLimits): string {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
  const constants = operations.flatMap(({ operationId, parameters = [], requestBody }) => {
    const body = requestBody?.content['application/json']?.schema ?? {}
    const { properties = {} } = components.schemas[body.$ref?.replace('#/components/schemas/', '') ?? ''] ?? body
    const query = parameters.filter((parameter) => parameter.in === 'query')
    const taken = [...Object.entries(properties), ...query.map(({ name, schema }) => [name, schema] as const)]
    const lines = taken.flatMap(([name, schema]) => {
      const limits = limitsOf(schema)
      return limits === null ? [] : [`  ${name}: ${limits},\n`]
    })
    return lines.length === 0 ? [] : [`export const ${operationId}Limits = {\n${lines.join('')}} as const\n`]
  })
  return [
    '// Made from the published contract by `npm run openapi`. Do not edit.\n',
    ...constants,
    `/** How many rows of a file are imported at once. */\nexport const maxImportedRows = ${maxImportedRows}\n`,
  ].join('\n')
}

/** The limits of a schema as source; null where it has none. */
function limitsOf(schema: Schema): string | null {
  const own = keywords.filter((keyword) => keyword in schema).map((keyword) => `${keyword}: ${schema[keyword]}`)
  const items = schema.items ? limitsOf(schema.items) : null
  const all = items === null ? own : [...own, `items: ${items}`]
  return all.length === 0 ? null : `{ ${all.join(', ')} }`
}
