import { Ajv, type Options } from 'ajv'
import type { DataValidationCxt } from 'ajv/dist/types/index.js'
import ajvFormats from 'ajv-formats'
import ajvKeywords from 'ajv-keywords'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/**
 * Validation by the contract. Unknown fields are refused. Strings that people type are trimmed and composed before their
 * length is checked. Query, path and headers come as text and are converted to numbers; a body must have the types that
 * the contract states.
 */
export const validation = fp(
  async (app: FastifyInstance) => {
    app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? body : text).compile(schema as object))

    app.removeContentTypeParser('text/plain')
    // Many clients announce JSON and send no body, for example with POST /auth/logout.
    const parse = app.getDefaultJsonParser('error', 'error')
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
      if (text === '') done(null, undefined)
      else parse(request, text as string, done)
    })
  },
  { name: 'validation' },
)

// The compilers are shared, so that several services in one process compile the contract once.
const body = compiler({ coerceTypes: false })
const text = compiler({ coerceTypes: 'array' })

function compiler(options: Options): Ajv {
  const ajv = new Ajv({ ...options, useDefaults: true, removeAdditional: false, allErrors: true, strict: false })
  ajvFormats.default(ajv)
  ajvKeywords.default(ajv, 'transform')
  ajv.addKeyword({
    keyword: 'normalization',
    type: 'string',
    schemaType: 'string',
    before: 'maxLength',
    modifying: true,
    validate: (form: string, text: string, _schema: unknown, place?: DataValidationCxt) => {
      if (place) place.parentData[place.parentDataProperty] = text.normalize(form)
      return true
    },
  })
  return ajv
}
