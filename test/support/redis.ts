import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Test } from 'tap'
import { freePort } from './database-server.ts'

export interface RedisServer {
  url: string
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts a Redis server of a test's own; the end of the test stops it.
 *
 * @returns undefined, with the test marked as skipped, where the machine has no `redis-server`; CI must have one
 */
export async function startRedis(t: Test): Promise<RedisServer | undefined> {
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    const reason = 'no redis-server on this machine'
    if (process.env.CI === 'true') t.fail(reason)
    else t.pass(reason, { skip: reason })
    return undefined
  }
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  let server: ChildProcess | undefined
  const start = async () => {
    server = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      {
        stdio: 'ignore',
      },
    )
    while (!(await answers(url))) await sleep(50)
  }
  const stop = async () => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
  }
  t.teardown(stop)
  await start()
  return { url, start, stop }
}

async function answers(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
  redis.on('error', () => {})
  try {
    await redis.connect()
    return (await redis.ping()) === 'PONG'
  } catch {
    return false
  } finally {
    redis.disconnect()
  }
}
