import { hash } from 'node:crypto'

/** The SHA-256 of a text in 64 hexadecimal digits: what is kept, and compared, in place of the text itself. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex')
}
