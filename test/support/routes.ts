import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { Test } from 'tap'
import type { Dialect } from '../../src/database/connection.ts'
import { startPortal, type TestPortal } from './portal.ts'

/** A portal with every route that it registered, also those that no document names. */
export interface RoutedPortal extends TestPortal {
  routes: { method: string; url: string }[]
}

const channel = 'fastify.initialization'

/** Starts a portal and takes down its routes, through the channel on which Fastify announces an application. */
export async function startRouted(t: Test, dialect: Dialect): Promise<RoutedPortal> {
  const routes: RoutedPortal['routes'] = []
  const observe = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url }: RouteOptions) => {
      for (const each of [method].flat()) routes.push({ method: each, url })
    })
  }
  subscribe(channel, observe)
  try {
    return { ...(await startPortal(t, dialect)), routes }
  } finally {
    unsubscribe(channel, observe)
  }
}
