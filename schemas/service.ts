import { Type } from 'typebox'
import { Closed, OneOf } from './fields.ts'
import { operation } from './operation.ts'

const tag = 'Service'

export const getLiveness = operation({
  access: 'public',
  operationId: 'getLiveness',
  summary: 'Liveness',
  description: 'Answers 200 while the process runs, also without a database.',
  tag,
  success: { status: 200, description: 'Alive.', body: Closed({ status: OneOf(['ok']) }, { title: 'Liveness' }) },
})

export const getReadiness = operation({
  access: 'public',
  operationId: 'getReadiness',
  summary: 'Readiness',
  description:
    'Answers 200 if the database answers and meets the database contract. Answers 503 otherwise, and while the service is stopping.',
  tag,
  success: { status: 200, description: 'Ready.', body: Closed({ status: OneOf(['ok']) }, { title: 'Readiness' }) },
})

export const getOpenApiDocument = operation({
  access: 'public',
  operationId: 'getOpenApiDocument',
  summary: 'This document',
  description: 'The OpenAPI document of the API.',
  tag,
  success: { status: 200, description: 'OpenAPI 3.1.', body: Type.Object({}, { additionalProperties: true }) },
})
