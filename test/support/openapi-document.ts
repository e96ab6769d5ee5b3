import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'

/** A schema as it stands in the document. */
export interface DocumentSchema {
  $ref?: string
  type?: string
  title?: string
  enum?: unknown[]
  examples?: unknown[]
  properties?: Record<string, DocumentSchema>
  items?: DocumentSchema
  anyOf?: DocumentSchema[]
  additionalProperties?: boolean
}

/** An operation as it stands in the document. */
export interface DocumentOperation {
  operationId: string
  summary: string
  description: string
  tags: string[]
  security: Record<string, string[]>[]
  parameters?: { name: string; in: string; description?: string; schema: DocumentSchema; example?: unknown }[]
  requestBody?: { content: Record<string, { schema: DocumentSchema }> }
  responses: Record<
    string,
    { description: string; headers?: Record<string, object>; content?: Record<string, { schema: DocumentSchema }> }
  >
}

/** The parts of the OpenAPI document that the tests look at. */
export interface OpenApiDocument {
  openapi: string
  tags: { name: string }[]
  paths: Record<string, Record<string, DocumentOperation>>
  components: { schemas: Record<string, DocumentSchema>; securitySchemes: Record<string, object> }
}

/** Where the committed document lies. */
export const documentFile = new URL('../../openapi/openapi.json', import.meta.url)

/** The committed document. */
export async function readDocument(): Promise<OpenApiDocument> {
  return JSON.parse(await readFile(documentFile, 'utf8'))
}

/** The operations of a document by their ids. */
export function operationsOf(document: OpenApiDocument): Map<string, DocumentOperation> {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  return new Map(operations.map((operation) => [operation.operationId, operation]))
}

/** The schema behind a reference, or the schema itself. */
export function resolve(document: OpenApiDocument, schema: DocumentSchema): DocumentSchema {
  const name = schema.$ref?.replace('#/components/schemas/', '')
  return name === undefined ? schema : (document.components.schemas[name] ?? {})
}

/**
 * Makes the check of answers against a document, formats included.
 *
 * @returns what is wrong with an answer of an operation; null where it is as the document says
 */
export function answerCheck(
  document: OpenApiDocument,
): (operationId: string, answer: { statusCode: number; body: string }) => string | null {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ajvFormats.default(ajv)
  const operations = operationsOf(document)
  return (operationId, { statusCode, body }) => {
    const response = operations.get(operationId)?.responses[statusCode]
    if (!response) return `${operationId} does not document ${statusCode}: ${body}`
    const [[type, { schema }] = ['none', {}]] = Object.entries<{ schema?: DocumentSchema }>(response.content ?? {})
    if (!schema) return body === '' ? null : `${operationId} ${statusCode} has a body: ${body}`
    const isValid = ajv.compile({ ...schema, components: document.components })
    return isValid(type === 'application/json' ? JSON.parse(body) : body)
      ? null
      : `${ajv.errorsText(isValid.errors)}: ${body}`
  }
}
