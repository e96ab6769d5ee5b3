import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort } from '../support/database-server.ts'
import { type ServerProcess, stopProcess, untilItFails } from './portal-process.ts'
import type { Steps } from './portal-statements.ts'

/** Starts the bare server, which answers each address with the rows of these statements. */
export async function startBareServer(databaseUrl: string, steps: Record<string, Steps>): Promise<ServerProcess> {
  const port = String(await freePort())
  const child = fork(fileURLToPath(new URL('bare-server.ts', import.meta.url)), {
    env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl, PORT: port },
  })
  const listening = once(child, 'message')
  child.send(steps)
  await Promise.race([listening, untilItFails(child)])
  return { url: `http://127.0.0.1:${port}`, stop: () => stopProcess(child) }
}
