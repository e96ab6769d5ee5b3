import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { getOpenApiDocument } from '../../schemas/service.ts'
import { openScope } from './access.ts'
import { nameSchemas } from './openapi-components.ts'

const description = `The API of the Customer Portal: end customers see the tickets of their company, open new ones, comment on them, and read the public knowledge base.

Sign in with \`POST /api/v1/portal/auth/login\` and send the token with every further request. The token determines the data that a request may access.

A single object is returned as \`{ "data": { … } }\`, a page of a list as \`{ "data": [ … ], "meta": { … } }\`, an error as \`{ "error": { "code": "…", "message": "…", "requestId": "…" } }\`. The codes are stable.

Unknown fields in a body or a query are refused. Timestamps are RFC 3339 in UTC. Every answer carries \`X-Request-Id\` and the rate limit headers \`X-RateLimit-Limit\`, \`X-RateLimit-Remaining\` and \`X-RateLimit-Reset\`.`

/** Builds the OpenAPI document from the routes that are registered after it. */
export const openapi = fp(
  async (app: FastifyInstance) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Customer Portal',
          version: '1',
          description,
          license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' } as { name: string },
        },
        servers: [{ url: '/', description: 'The server that serves this document.' }],
        tags: [
          { name: 'Sign-in', description: 'Signing in and out, and who is signed in.' },
          { name: 'Passwords', description: 'Setting and changing passwords.' },
          { name: 'Two-factor authentication', description: 'The authenticator app of the signed-in user.' },
          { name: 'Security', description: 'The sessions and the security log of the signed-in user.' },
          { name: 'Tickets', description: 'The tickets of the signed-in user’s customer, and their comments.' },
          { name: 'Knowledge base', description: 'The public articles of the service desk.' },
          {
            name: 'Administration',
            description:
              'The portal users of an organisation. Agents of the ITSM administer them with their tokens of the ITSM. Available only if PORTAL_ADMIN is on.',
          },
          { name: 'Service', description: 'The state of the service itself.' },
        ],
        components: {
          securitySchemes: {
            portalToken: {
              type: 'http',
              scheme: 'bearer',
              bearerFormat: 'JWT',
              description: 'The token that signing in returns.',
            },
            portalCookie: {
              type: 'apiKey',
              in: 'cookie',
              name: '__Host-customer_portal',
              description:
                'The session of the built-in portal: HttpOnly, Secure, SameSite=Strict. Requests that change data must come from the same origin (Sec-Fetch-Site or Origin).',
            },
            agentToken: {
              type: 'http',
              scheme: 'bearer',
              bearerFormat: 'JWT',
              description:
                'The ITSM’s token of an agent. The portal checks the ITSM’s memberships to see whether the agent administers the organisation of `activeTenantId`.',
            },
            agentCookie: {
              type: 'apiKey',
              in: 'cookie',
              name: 'opsweave_token',
              description:
                'The same token in the cookie of the ITSM (the name is a setting). Requests that change data must come from the same origin.',
            },
          },
        },
      },
      convertConstToEnum: false,
      transformObject: (document) =>
        'openapiObject' in document ? nameSchemas(document.openapiObject) : document.swaggerObject,
    })
  },
  { name: 'openapi' },
)

/** Serves the document. */
export const openapiRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/openapi.json', getOpenApiDocument, async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=300')
    return app.swagger()
  })
}

/** Interactive documentation under /docs. */
export const apiDocs = async (app: FastifyInstance): Promise<void> => {
  openScope(app, 'public', 'library')
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    uiConfig: { deepLinking: true, displayOperationId: true, tryItOutEnabled: true },
  })
}
