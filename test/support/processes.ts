import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { freePort } from './database-server.ts'
import { testEnvironment } from './portal.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** How a program ended, and what it wrote. */
export interface Ended {
  code: number | null
  output: string
  errors: string
}

/**
 * Runs one of the programs to its end in a process of its own, as an operator would.
 *
 * @param program its path in the repository, such as `src/cli/doctor.ts`
 * @param environment its settings
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  environment: Record<string, string>,
): Promise<Ended> {
  const { child, ended } = startProgram(program, args, environment)
  child.stdin.end()
  return ended
}

/** The service in a process of its own. */
export interface RunningService {
  url: string
  child: ChildProcess
  ended: Promise<Ended>
}

/** Starts the service for a test and waits until it listens; the end of the test stops it. */
export async function startService(t: Test, environment: Record<string, string>): Promise<RunningService> {
  const port = await freePort()
  const { child, ended } = startProgram('src/main.ts', [], {
    ...testEnvironment,
    PORT: String(port),
    SHUTDOWN_DELAY_MS: '0',
    ...environment,
  })
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const service = { url: `http://127.0.0.1:${port}`, child, ended }
  const refused = ended.then(({ errors }) => {
    throw new Error(`the service did not start: ${errors}`)
  })
  await Promise.race([untilItAnswers(`${service.url}/health/live`, (status) => status === 200), refused])
  return service
}

/** Asks again and again until the answer is the wanted one. */
export async function untilItAnswers(url: string, isWanted: (status: number) => boolean): Promise<void> {
  for (;;) {
    const status = await fetch(url).then(
      (answer) => answer.status,
      () => 0,
    )
    if (isWanted(status)) return
    await sleep(100)
  }
}

/** A program in a process of its own. */
export interface StartedProgram {
  child: ChildProcessWithoutNullStreams
  ended: Promise<Ended>
}

/** Starts a program in a process of its own; it reads what is written to its standard input. */
export function startProgram(
  program: string,
  args: readonly string[],
  environment: Record<string, string>,
): StartedProgram {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output, errors }))
  })
  return { child, ended }
}
