import { Readable, Writable } from 'node:stream'
import type { Command } from '../../src/cli/command.ts'
import type { Ended } from './processes.ts'

/**
 * Runs a command of the operators in this process. That each of them also runs as a program is what
 * test/cli/usage.test.ts is about.
 *
 * @param environment its settings, and no others
 * @param input what it finds on standard input
 */
export async function runCommand(
  command: Command,
  args: readonly string[],
  environment: Record<string, string>,
  { input = '' }: { input?: string } = {},
): Promise<Ended> {
  const written = { output: '', errors: '' }
  const into = (name: keyof typeof written) =>
    new Writable({
      decodeStrings: false,
      write: (chunk: string | Buffer, _encoding, done) => {
        written[name] += chunk
        done()
      },
    })
  const code = await command({
    args,
    environment,
    input: Readable.from([input], { objectMode: false }),
    output: into('output'),
    errors: into('errors'),
  })
  return { code, ...written }
}
