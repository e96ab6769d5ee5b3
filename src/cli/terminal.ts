/** Says what a command found or did. */
export function print(text: string): void {
  console.log(harmless(text))
}

/** Says what went wrong. */
export function printError(text: string): void {
  console.error(harmless(text))
}

/** Prints a value for programs; what a terminal would obey is escaped, as JSON allows for any character. */
export function printJson(value: unknown): void {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  console.log(JSON.stringify(value, null, 2).replace(obeyed, escaped))
}

/** A text within a line of its own, such as a cell of a table. */
export function inOneLine(text: string): string {
  return harmless(text).replace(/[\n\t]/g, '?')
}

/** What terminals obey: control characters but line breaks and tabs, and those that turn the direction of writing. */
const obeyed = /[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Names and headings come from databases and files: they must not write elsewhere than where they are printed. */
function harmless(text: string): string {
  return text.replace(obeyed, '?')
}
