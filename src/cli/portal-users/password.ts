import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { maxPasswordBytes } from '../../../schemas/auth.ts'
import { minPasswordLength } from '../../../schemas/passwords.ts'
import { wrongCall } from '../refusal.ts'

/**
 * A password: asked for on a terminal, without showing it; else everything on standard input but the line break at its
 * end.
 *
 * @throws Refusal where it is too short or too long
 */
export async function readPassword(): Promise<string> {
  const password = process.stdin.isTTY ? await ask() : await readAll()
  if ([...password].length < minPasswordLength)
    throw wrongCall(`The password must have at least ${minPasswordLength} characters.`)
  if (Buffer.byteLength(password) > maxPasswordBytes)
    throw wrongCall(`The password must have at most ${maxPasswordBytes} bytes.`)
  return password
}

async function ask(): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  terminal.once('SIGINT', () => process.exit(130))
  const answer = terminal.question('')
  // Only now: what is typed before the terminal stops showing it would be seen.
  process.stderr.write('Password: ')
  const typed = await answer
  terminal.close()
  process.stderr.write('\n')
  return typed
}

async function readAll(): Promise<string> {
  let typed = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    typed += chunk
    if (typed.length > 2 * maxPasswordBytes) break
  }
  return typed.replace(/\r?\n$/, '')
}
