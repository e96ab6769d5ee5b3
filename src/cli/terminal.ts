import type { Readable, Writable } from 'node:stream'

/** What a command is called with, and where it reads and writes. */
export interface Terminal {
  readonly args: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  readonly input: Readable & { isTTY?: boolean }
  readonly output: Writable
  readonly errors: Writable & { isTTY?: boolean }
}

/** The terminal that this process was started from. */
export const ownTerminal: Terminal = {
  args: process.argv.slice(2),
  environment: process.env,
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
}

/** Says what a command found or did. */
export function print({ output }: Terminal, text: string): void {
  output.write(`${harmless(text)}\n`)
}

/** Says what went wrong. */
export function printError({ errors }: Terminal, text: string): void {
  errors.write(`${harmless(text)}\n`)
}

/** Prints a value for programs. What a terminal would obey is escaped, as JSON allows for any character. */
export function printJson({ output }: Terminal, value: unknown): void {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  output.write(`${JSON.stringify(value, null, 2).replace(obeyed, escaped)}\n`)
}

/** A text within a line of its own, such as a cell of a table. */
export function inOneLine(text: string): string {
  return harmless(text).replace(/[\n\t]/g, '?')
}

/** What terminals obey: control characters but line breaks and tabs, and those that turn the direction of writing. */
const obeyed = /[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Names and headings come from databases and files. They must not write elsewhere than where they are printed. */
function harmless(text: string): string {
  return text.replace(obeyed, '?')
}
