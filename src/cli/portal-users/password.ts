import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { maxPasswordBytes } from '../../../schemas/auth.ts'
import { minPasswordLength } from '../../../schemas/passwords.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'

/**
 * A password: asked for twice on a terminal, without showing it; else everything on standard input but the line break at
 * its end.
 *
 * @throws Refusal where it is too short or too long, or where the two are not the same
 */
export async function readPassword(terminal: Terminal): Promise<string> {
  if (terminal.input.isTTY) return askTwice(terminal)
  const password = await readAll(terminal)
  assertLength(password)
  return password
}

function assertLength(password: string): void {
  if ([...password].length < minPasswordLength)
    throw new Refusal(`The password must have at least ${minPasswordLength} characters.`)
  if (Buffer.byteLength(password) > maxPasswordBytes)
    throw new Refusal(`The password must have at most ${maxPasswordBytes} bytes.`)
}

async function askTwice({ input, errors }: Terminal): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const questions = createInterface({ input, output: nowhere, terminal: true })
  questions.once('SIGINT', () => process.exit(130))
  const ask = async (question: string) => {
    const answer = questions.question('')
    // Only now: what is typed before the terminal stops showing it would be seen.
    errors.write(question)
    const typed = await answer
    errors.write('\n')
    return typed
  }
  try {
    const password = await ask('Password: ')
    assertLength(password)
    if ((await ask('The same again: ')) !== password) throw new Refusal('These are two passwords; nothing was changed.')
    return password
  } finally {
    questions.close()
  }
}

async function readAll({ input }: Terminal): Promise<string> {
  let typed = ''
  for await (const chunk of input.setEncoding('utf8')) {
    typed += chunk
    if (typed.length > 2 * maxPasswordBytes) break
  }
  return typed.replace(/\r?\n$/, '')
}
