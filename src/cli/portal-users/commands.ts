import { text } from 'node:stream/consumers'
import { minPasswordLength } from '../../../schemas/passwords.ts'
import { createPasswords } from '../../auth/passwords.ts'
import type { MailLanguage } from '../../mail/messages.ts'
import {
  type Administration,
  createPortalUser,
  disablePortalUser,
  enablePortalUser,
  type LinkMade,
  makeLink,
  removeSecondFactor,
  setPassword,
} from '../../portal-users/administration.ts'
import { type PortalUser, type PortalUserStatus, problemsOf } from '../../portal-users/portal-user.ts'
import { findCustomer, findPortalUser, findPortalUserDetail, listPortalUsers } from '../../portal-users/repository.ts'
import type { Call } from './call.ts'
import { exportUsers, importUsers } from './csv.ts'
import { assertLinks } from './links.ts'
import { printLink, printUser, printUsers } from './print.ts'
import { Refusal } from './refusal.ts'

export const commandNames = [
  'list',
  'show',
  'create',
  'invite',
  'disable',
  'enable',
  'set-password',
  'reset',
  'remove-second-factor',
  'import',
  'export',
] as const
export type CommandName = (typeof commandNames)[number]

type Command = (administration: Administration, call: Omit<Call, 'command'>) => Promise<number>

/** Each carries out a command and returns the exit code. @throws Refusal */
export const commands: Record<CommandName, Command> = {
  async list({ host, tenantId }, { values }) {
    const { users, total } = await listPortalUsers(host, tenantId, {
      q: values.search,
      status: statusOf(values.status),
      page: numberOf(values.page, 1, 1_000_000),
      limit: numberOf(values.limit, 50, 1_000),
    })
    printUsers(users, total, values.json)
    return 0
  },

  async show({ host, tenantId, now }, { subject, values }) {
    const user = await findPortalUserDetail(host, tenantId, named(subject), now)
    if (!user) throw new Refusal(noUser(subject))
    printUser(user, values.json)
    return 0
  },

  async create(administration, { values }) {
    printUser(await create(administration, values), values.json)
    return 0
  },

  async invite(administration, { subject, values }) {
    // Before anything is created.
    assertLinks(administration)
    const user = subject === undefined ? await create(administration, values) : await userOf(administration, subject)
    if (user.status !== 'invited') throw new Refusal(`${user.email} is ${user.status} already; see reset.`)
    return link(administration, user, values)
  },

  async reset(administration, { subject, values }) {
    const user = await userOf(administration, subject)
    if (user.status === 'disabled') throw new Refusal(`${user.email} is disabled.`)
    return link(administration, user, values)
  },

  async disable(administration, { subject, values }) {
    return changed(administration, await userOf(administration, subject), disablePortalUser, values.json)
  },

  async enable(administration, { subject, values }) {
    return changed(administration, await userOf(administration, subject), enablePortalUser, values.json)
  },

  async 'set-password'(administration, { subject, values }) {
    const user = await userOf(administration, subject)
    const password = (await text(process.stdin)).replace(/\r?\n$/, '')
    if ([...password].length < minPasswordLength)
      throw new Refusal(`The password must have at least ${minPasswordLength} characters.`)
    const passwords = await createPasswords(administration.settings)
    return changed(
      administration,
      user,
      (of, whose) => setPassword(of, passwords, whose, password).catch(explain),
      values.json,
    )
  },

  async 'remove-second-factor'(administration, { subject, values }) {
    const user = await userOf(administration, subject)
    if (!(await removeSecondFactor(administration, user))) throw new Refusal(`${user.email} has no second factor.`)
    printUser(user, values.json)
    return 0
  },

  import: importUsers,
  export: exportUsers,
}

async function create(administration: Administration, values: Call['values']): Promise<PortalUser> {
  const { email = '', name = '', customer = '', language } = values
  const problems = problemsOf({ email, displayName: name, language: language ?? null })
  const found = await findCustomer(administration.host.kysely, administration.tenantId, customer)
  if (!found) problems.push(customer === '' ? '--customer is missing' : `there is no single customer "${customer}"`)
  if (!found || problems.length > 0) throw new Refusal(`Nothing was created: ${problems.join('; ')}.`)
  const spoken: MailLanguage | null = language === 'de' || language === 'en' ? language : null
  const user = { email, displayName: name.trim(), customerId: found.id, language: spoken }
  const created = await createPortalUser(administration, user)
  if (!created) throw new Refusal(`There is a portal user with the e-mail ${email} already.`)
  return created
}

async function userOf({ host, tenantId }: Administration, subject: string | undefined): Promise<PortalUser> {
  const user = await findPortalUser(host.kysely, tenantId, named(subject))
  if (!user) throw new Refusal(noUser(subject))
  return user
}

function named(subject: string | undefined): string {
  if (subject === undefined) throw new Refusal('Say which user, by id or e-mail.')
  return subject
}

const noUser = (subject: string | undefined) => `There is no single portal user ${subject} in this organisation.`

async function link(administration: Administration, user: PortalUser, values: Call['values']): Promise<number> {
  assertLinks(administration)
  const made: LinkMade = await makeLink(administration, user, values['print-link'])
  printLink(user, made, values.json)
  return 0
}

async function changed(
  administration: Administration,
  user: PortalUser,
  change: (administration: Administration, user: PortalUser) => Promise<void>,
  isJson: boolean,
): Promise<number> {
  await change(administration, user)
  printUser(await userOf(administration, user.id), isJson)
  return 0
}

/** A weak password is told with what is wrong with it. */
function explain(error: unknown): never {
  if (error instanceof Error && 'details' in error && Array.isArray(error.details))
    throw new Refusal([error.message, ...error.details.map(({ message }: { message: string }) => message)].join(' '))
  throw error
}

function statusOf(status: string | undefined): PortalUserStatus | undefined {
  if (status === undefined || status === 'active' || status === 'invited' || status === 'disabled') return status
  throw new Refusal('--status is active, invited or disabled.')
}

function numberOf(typed: string | undefined, byDefault: number, most: number): number {
  const value = Number(typed ?? byDefault)
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new Refusal(`${typed} is no number from 1 to ${most}.`)
  return value
}
