import { assertGoodPassword } from '../../auth/password-policy.ts'
import { createPasswords } from '../../auth/passwords.ts'
import type { Administration } from '../../portal-users/administration.ts'
import { changePortalUser } from '../../portal-users/change-portal-user.ts'
import { createPortalUser } from '../../portal-users/create-portal-users.ts'
import { disablePortalUser } from '../../portal-users/disable-portal-user.ts'
import { enablePortalUser } from '../../portal-users/enable-portal-user.ts'
import { type Delivery, makePasswordLink } from '../../portal-users/make-password-link.ts'
import type { PortalUser } from '../../portal-users/portal-user.ts'
import { removeSecondFactor } from '../../portal-users/remove-second-factor.ts'
import { detailOf, findPortalUsers, listPortalUsers } from '../../portal-users/repository.ts'
import { setPortalUserPassword } from '../../portal-users/set-portal-user-password.ts'
import { customerOf, idsOf } from '../organisation.ts'
import { Refusal, wrongCall } from '../refusal.ts'
import type { CommandCall, CommandName } from './call.ts'
import { exportUsers, importUsers } from './csv.ts'
import { assertLinks } from './links.ts'
import { assertGood, newUserOf } from './new-user.ts'
import { languageOf, named, numberOf, statusOf } from './options.ts'
import { readPassword } from './password.ts'
import { printLink, printUser, printUsers } from './print.ts'

type Command = (administration: Administration, call: CommandCall) => Promise<number>

/** Each carries out a command and returns the exit code. @throws Refusal, and the errors of administration.ts */
export const commands: Record<CommandName, Command> = {
  async list({ database, tenantId }, { terminal, values }) {
    const { users, total } = await listPortalUsers(database, tenantId, {
      q: values.search,
      status: statusOf(values.status),
      page: numberOf('page', values.page, { byDefault: 1, most: 1_000_000 }),
      limit: numberOf('limit', values.limit, { byDefault: 50, most: 1_000 }),
    })
    printUsers(terminal, { users, total }, values.json)
    return 0
  },

  async show(administration, { terminal, subject, values }) {
    const user = await userOf(administration, subject)
    printUser(terminal, await detailOf(administration.database, user, administration.now), values)
    return 0
  },

  async create(administration, { terminal, values }) {
    const newUser = await newUserOf(administration, values)
    if (!values['password-stdin']) {
      const { user } = await createPortalUser(administration, newUser, null)
      printUser(terminal, user, {
        ...values,
        done: `Created. There is no link yet to set a password: invite ${user.email} makes one.`,
      })
      return 0
    }
    const password = await readPassword(terminal)
    // Before anything is created.
    await assertGoodPassword(password, newUser, 'password')
    const { user } = await createPortalUser(administration, newUser, null)
    printUser(terminal, await withPassword(administration, user, password), {
      ...values,
      done: 'Created, with a password.',
    })
    return 0
  },

  async invite(administration, { terminal, subject, values }) {
    // Before anything is created.
    assertLinks(administration)
    if (subject === undefined) {
      const newUser = await newUserOf(administration, values)
      const { user, invitation } = await createPortalUser(administration, newUser, deliveryOf(values))
      if (invitation) printLink(terminal, { user, made: invitation }, values.json)
      return 0
    }
    const user = await userOf(administration, subject)
    if (user.status !== 'invited')
      throw new Refusal(
        `${user.email} is ${user.status} already; see ${user.status === 'disabled' ? 'enable' : 'reset'}.`,
      )
    return link(administration, user, { terminal, values })
  },

  async change(administration, { terminal, subject, values }) {
    const { name, customer, language } = values
    if (name === undefined && customer === undefined && language === undefined)
      throw wrongCall('Say what to change: --name, --customer or --language.')
    const user = await userOf(administration, subject)
    const spoken = languageOf(language)
    assertGood({ email: user.email, displayName: name ?? user.displayName })
    const changed = await changePortalUser(administration, user.id, {
      ...(name === undefined ? {} : { displayName: name.trim() }),
      ...(customer === undefined
        ? {}
        : { customerId: (await customerOf(administration.database, administration.tenantId, customer)).id }),
      ...(spoken === undefined ? {} : { language: spoken }),
    })
    printUser(terminal, changed, { ...values, done: 'Changed.' })
    return 0
  },

  async reset(administration, { terminal, subject, values }) {
    return link(administration, await userOf(administration, subject), { terminal, values })
  },

  async disable(administration, { terminal, subject, values }) {
    const { id } = await userOf(administration, subject)
    printUser(terminal, await disablePortalUser(administration, id), {
      ...values,
      done: 'Disabled; every session has ended.',
    })
    return 0
  },

  async enable(administration, { terminal, subject, values }) {
    const { id } = await userOf(administration, subject)
    printUser(terminal, await enablePortalUser(administration, id), { ...values, done: 'Enabled.' })
    return 0
  },

  async 'set-password'(administration, { terminal, subject, values }) {
    const user = await userOf(administration, subject)
    const changed = await withPassword(administration, user, await readPassword(terminal))
    printUser(terminal, changed, { ...values, done: 'The password is set; every session has ended.' })
    return 0
  },

  async 'remove-second-factor'(administration, { terminal, subject, values }) {
    const { id } = await userOf(administration, subject)
    printUser(terminal, await removeSecondFactor(administration, id), {
      ...values,
      done: 'There is no second factor any more.',
    })
    return 0
  },

  import: importUsers,
  export: exportUsers,
}

/** The portal user with an id or e-mail. @throws Refusal if there is none, or if there are several */
async function userOf({ database, tenantId }: Administration, subject: string | undefined): Promise<PortalUser> {
  const users = await findPortalUsers(database, tenantId, named(subject))
  const [user] = users
  if (!user) throw new Refusal(`There is no portal user ${subject} in this organisation.`)
  if (users.length > 1)
    throw new Refusal(
      `There are several portal users ${subject} in this organisation; say which by id: ${idsOf(users)}`,
    )
  return user
}

async function withPassword(administration: Administration, { id }: PortalUser, password: string): Promise<PortalUser> {
  return setPortalUserPassword(administration, await createPasswords(administration.settings), { id, password })
}

async function link(
  administration: Administration,
  user: PortalUser,
  { terminal, values }: Pick<CommandCall, 'terminal' | 'values'>,
): Promise<number> {
  assertLinks(administration)
  const made = await makePasswordLink(administration, user.id, deliveryOf(values))
  printLink(terminal, { user, made }, values.json)
  return 0
}

function deliveryOf(values: CommandCall['values']): Delivery {
  return values['print-link'] ? 'printed' : 'mailed'
}
