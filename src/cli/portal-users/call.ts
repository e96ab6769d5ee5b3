import { parseArgs } from 'node:util'
import { type CommandName, commandNames } from './commands.ts'

export const usage = `Usage: npm run portal-users -- COMMAND [options]

  list [--search TEXT] [--status active|invited|disabled] [--page N] [--limit N]
  show USER
  create --email E --name N --customer C [--language de|en] [--password-stdin]
                                 without a password, nobody can sign in yet
  invite USER                    sends the link to set a first password again
  invite --email E --name N --customer C [--language de|en]
                                 creates the user first
  change USER [--name N] [--customer C] [--language de|en]
  disable USER                   ends all sessions; the user cannot sign in
  enable USER
  set-password USER              asks for the password, or reads it from standard input
  reset USER                     makes a link to set a new password
  remove-second-factor USER      for somebody who has lost app and recovery codes
  import FILE [--apply] [--invite]
                                 CSV with the columns email, displayName, customer and language;
                                 without --apply it only says what it would do
  export                         CSV to standard output

USER is an id or an e-mail, C the id or the exact name of a customer.
  --tenant SLUG     the organisation; needed where there are several
  --print-link      print links instead of mailing them
  --json            for programs`

const options = {
  tenant: { type: 'string' },
  search: { type: 'string' },
  status: { type: 'string' },
  page: { type: 'string' },
  limit: { type: 'string' },
  email: { type: 'string' },
  name: { type: 'string' },
  customer: { type: 'string' },
  language: { type: 'string' },
  apply: { type: 'boolean', default: false },
  invite: { type: 'boolean', default: false },
  'password-stdin': { type: 'boolean', default: false },
  'print-link': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

type OptionName = Exclude<keyof typeof options, 'tenant' | 'help'>

const optionNames = Object.keys(options).filter((name): name is OptionName => name !== 'tenant' && name !== 'help')
const details: OptionName[] = ['email', 'name', 'customer', 'language']

/** Whether a command is about something that is named behind it, and its options besides the organisation. */
const calls: Record<CommandName, { hasSubject: boolean; options: OptionName[] }> = {
  list: { hasSubject: false, options: ['search', 'status', 'page', 'limit', 'json'] },
  show: { hasSubject: true, options: ['json'] },
  create: { hasSubject: false, options: [...details, 'password-stdin', 'json'] },
  invite: { hasSubject: true, options: [...details, 'print-link', 'json'] },
  change: { hasSubject: true, options: ['name', 'customer', 'language', 'json'] },
  disable: { hasSubject: true, options: ['json'] },
  enable: { hasSubject: true, options: ['json'] },
  'set-password': { hasSubject: true, options: ['json'] },
  reset: { hasSubject: true, options: ['print-link', 'json'] },
  'remove-second-factor': { hasSubject: true, options: ['json'] },
  import: { hasSubject: true, options: ['apply', 'invite', 'print-link', 'json'] },
  export: { hasSubject: false, options: [] },
}

function parse(args: string[]) {
  return parseArgs({ args, options, allowPositionals: true, strict: true })
}

/** What an operator asks for. */
export interface Call {
  command: CommandName
  /** What the command is about: a user, a file. */
  subject: string | undefined
  values: ReturnType<typeof parse>['values']
}

/** Reads the arguments. @returns what is wrong with them, where something is */
export function readCall(args: string[]): Call | 'help' | string {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    return (error as Error).message
  }
  const { values, positionals } = parsed
  const [command, subject, ...others] = positionals
  if (values.help || command === 'help') return 'help'
  if (command === undefined) return 'Say what to do.'
  const known = commandNames.find((name) => name === command)
  if (!known) return `There is no command ${command}.`
  const { hasSubject, options } = calls[known]
  const tooMuch = hasSubject ? others : positionals.slice(1)
  if (tooMuch.length > 0) return `${tooMuch.join(' ')} is too much.`
  // Passed over in silence, an option would let its author believe that it did something.
  const given = optionNames.filter((name) => values[name] !== undefined && values[name] !== false)
  const foreign = given.filter((name) => !options.includes(name))
  if (foreign.length > 0) return `${known} has no option ${foreign.map((name) => `--${name}`).join(', ')}.`
  const ofNewUser = given.filter((name) => details.includes(name))
  if (known === 'invite' && subject !== undefined && ofNewUser.length > 0)
    return `${subject} is there already; ${ofNewUser.map((name) => `--${name}`).join(', ')} is for a new user.`
  return { command: known, subject, values }
}
