import { Type } from 'typebox'
import { Closed, OneOf } from './fields.ts'
import { operation } from './operation.ts'

const tag = 'Service'

export const getLiveness = operation({
  access: 'public',
  operationId: 'getLiveness',
  summary: 'Is the process alive',
  description: 'Answers as long as the process runs, whatever the state of the database.',
  tag,
  success: { status: 200, description: 'Alive.', body: Closed({ status: OneOf(['ok']) }, { title: 'Liveness' }) },
})

export const getReadiness = operation({
  access: 'public',
  operationId: 'getReadiness',
  summary: 'Can it serve requests',
  description: 'Answers 200 while the database answers and fits, and 503 while it does not or the service is stopping.',
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
