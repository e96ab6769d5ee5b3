import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { wrongCall } from './refusal.ts'

/** The values of options, by name. */
export type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Options; strict: true; allowPositionals: true }>
>['values']

/** How a command may be called. */
export interface CommandForm<Option extends string> {
  /** Whether a word after the command says what it is about: a user, a file. */
  hasSubject: boolean
  /** Its options, besides those of every command. */
  options: readonly Option[]
}

/** A program with commands, such as `npm run portal-users -- invite …`. */
export interface Program<Options extends ParseArgsOptionsConfig, Name extends string> {
  options: Options
  /** The options of every command. */
  shared: readonly (keyof Options & string)[]
  commands: Readonly<Record<Name, CommandForm<keyof Options & string>>>
}

/** What an operator asks for. */
export interface Call<Options extends ParseArgsOptionsConfig, Name extends string> {
  command: Name
  /** What the command is about: a user, a file. */
  subject: string | undefined
  values: Values<Options>
}

/** Parses the arguments of a program that takes options only. @throws Refusal where they are wrong */
export function parseOptions<Options extends ParseArgsOptionsConfig>(options: Options, args: readonly string[]) {
  return parse(() => parseArgs({ args: [...args], options, strict: true, allowPositionals: false })).values
}

/** Parses the arguments of a program with commands. @throws Refusal where they are wrong */
export function parseCommand<Options extends ParseArgsOptionsConfig, Name extends string>(
  { options, shared, commands }: Program<Options, Name>,
  args: readonly string[],
): Call<Options, Name> {
  const { values, positionals } = parse(() =>
    parseArgs({ args: [...args], options, strict: true, allowPositionals: true }),
  )
  const [command, ...words] = positionals
  if (command === undefined) throw wrongCall('Missing command.')
  const isKnown = (name: string): name is Name => Object.hasOwn(commands, name)
  if (!isKnown(command)) throw wrongCall(`There is no command ${command}.`)
  const form = commands[command]
  const unexpected = words.slice(form.hasSubject ? 1 : 0)
  if (unexpected.length > 0) throw wrongCall(`Unexpected argument: ${unexpected.join(' ')}`)
  // An operator would believe that an option did something, if it were ignored.
  const allowed: readonly string[] = [...shared, ...form.options]
  const foreign = Object.entries(values).filter(([name, value]) => isGiven(value) && !allowed.includes(name))
  if (foreign.length > 0)
    throw wrongCall(`${command} has no option ${foreign.map(([name]) => `--${name}`).join(', ')}.`)
  return { command, subject: words[0], values }
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== false
}

/** Turns what Node's parser says about wrong arguments into a refusal. */
function parse<Parsed>(work: () => Parsed): Parsed {
  try {
    return work()
  } catch (error) {
    const isAboutArguments = error instanceof Error && 'code' in error && /^ERR_PARSE_ARGS_/.test(String(error.code))
    throw isAboutArguments ? wrongCall(error.message) : error
  }
}
