/** How a command may be called. */
export interface CallForm {
  /** Whether it is about something that is named behind it. */
  hasSubject: boolean
  /** Its options, besides those of every command. */
  options: readonly string[]
}

/** What an operator asks for. */
export interface NamedCall<Name> {
  command: Name
  /** What the command is about: a user, a file. */
  subject: string | undefined
  /** The options that were given, besides those of every command. */
  given: string[]
}

const ofEveryCommand = ['tenant', 'help']

/**
 * Holds the arguments of a program against its commands.
 *
 * @returns what is wrong with them, where something is
 */
export function readNamedCall<Name extends string>(
  forms: Readonly<Record<Name, CallForm>>,
  positionals: readonly string[],
  values: Readonly<Record<string, unknown>>,
): NamedCall<Name> | string {
  const [command, subject, ...others] = positionals
  if (command === undefined) return 'Say what to do.'
  const isKnown = (name: string): name is Name => Object.hasOwn(forms, name)
  if (!isKnown(command)) return `There is no command ${command}.`
  const { hasSubject, options } = forms[command]
  const tooMuch = hasSubject ? others : positionals.slice(1)
  if (tooMuch.length > 0) return `${tooMuch.join(' ')} is too much.`
  // Passed over in silence, an option would let its author believe that it did something.
  const given = Object.keys(values).filter(
    (name) => !ofEveryCommand.includes(name) && values[name] !== undefined && values[name] !== false,
  )
  const foreign = given.filter((name) => !options.includes(name))
  if (foreign.length > 0) return `${command} has no option ${foreign.map((name) => `--${name}`).join(', ')}.`
  return { command, subject, given }
}
