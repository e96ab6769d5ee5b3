import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { maxPasswordBytes } from '../../../schemas/auth.ts'
import { minPasswordLength } from '../../../schemas/passwords.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'

/**
 * Reads a password. On a terminal, it asks twice and does not show the input. Otherwise it reads standard input, without
 * the line break at the end.
 *
 * @throws Refusal if the password is too short or too long, or if the two inputs differ
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
    // The question comes after `question('')`, which stops the terminal from showing the input.
    errors.write(question)
    const typed = await answer
    errors.write('\n')
    return typed
  }
  try {
    const password = await ask('Password: ')
    assertLength(password)
    if ((await ask('Repeat the password: ')) !== password)
      throw new Refusal('The passwords do not match. Nothing was changed.')
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
