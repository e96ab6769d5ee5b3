import { type ExpectedOperations, publicOperation } from './operation.ts'

/** The state of the service, and its document. */
export const serviceOperations: ExpectedOperations = {
  getLiveness: publicOperation('GET', () => ({ url: '/health/live' })),
  getReadiness: publicOperation('GET', () => ({ url: '/health/ready' })),
  getOpenApiDocument: publicOperation('GET', () => ({ url: '/openapi.json' })),
}
