import { type Call, type CommandForm, parseCommand } from '../call.ts'
import { wrongCall } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'

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
  set-password USER              asks for the password twice, or reads it from standard input
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
} as const

type OptionName = Exclude<keyof typeof options, 'tenant'>

const details: OptionName[] = ['email', 'name', 'customer', 'language']

const forms = {
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
} satisfies Record<string, CommandForm<OptionName>>

/** The names of the commands. */
export type CommandName = keyof typeof forms

/** What an operator asks for. */
export type PortalUsersCall = Call<typeof options, CommandName>

/** What one of the commands is called with. */
export type CommandCall = Omit<PortalUsersCall, 'command'> & { terminal: Terminal }

/** Parses the arguments. @throws Refusal where they are wrong */
export function parseCall(args: readonly string[]): PortalUsersCall {
  const call = parseCommand({ options, shared: ['tenant'], commands: forms }, args)
  const { command, subject, values } = call
  const ofNewUser = details.filter((name) => values[name] !== undefined)
  if (command === 'invite' && subject !== undefined && ofNewUser.length > 0)
    throw wrongCall(
      `${subject} is there already; ${ofNewUser.map((name) => `--${name}`).join(', ')} is for a new user.`,
    )
  return call
}
