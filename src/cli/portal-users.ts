#!/usr/bin/env node
/** The portal users of a tenant: `npm run portal-users -- --help`. Exit code 1 if something was refused, 2 for a wrong call. */
import { userInfo } from 'node:os'
import { isApiError } from '../api-error.ts'
import { isEmbedded, type Settings } from '../config/settings.ts'
import type { OpenDatabase } from '../database/connection.ts'
import { checkItsm } from '../database/itsm/itsm-database.ts'
import { secretOf } from '../demo/secret.ts'
import { createEncryption } from '../encryption/encryption.ts'
import { createMailer } from '../mail/mailer.ts'
import type { Administration } from '../portal-users/administration.ts'
import { databaseCommand, runAsProgram, type Work } from './command.ts'
import { organisationOf } from './organisation.ts'
import { type PortalUsersCall, parseCall, usage } from './portal-users/call.ts'
import { commands } from './portal-users/commands.ts'
import { Refusal } from './refusal.ts'
import { printError } from './terminal.ts'

const run: Work<PortalUsersCall> = async ({ terminal, database, settings, call: { command, ...rest } }) => {
  try {
    const administration = await administrationOf(database, settings, rest.values.tenant)
    return await commands[command](administration, { ...rest, terminal })
  } catch (error) {
    const { message, exitCode } = refusalOf(error)
    printError(terminal, rest.values.json ? JSON.stringify({ error: message }) : message)
    return exitCode
  }
}

/** The message for the operator. @throws the error if it is a fault of the program or of the database */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (!isApiError(error)) throw error
  return new Refusal([error.message, ...(error.details ?? []).map(({ message }) => message)].join(' '))
}

async function administrationOf(
  open: OpenDatabase,
  settings: Settings,
  slug: string | undefined,
): Promise<Administration> {
  const { database, findings } = await checkItsm(open, settings)
  if (findings.some(({ severity }) => severity === 'error'))
    throw new Refusal('The database does not fit the portal. Run npm run doctor to see how to fix it.')
  const tenantId = await organisationOf(database, slug)
  const withSecret = asTheService(settings)
  return {
    database,
    settings: withSecret,
    // The running service sends the mails of the outbox, and its cache of sessions expires within seconds.
    mail: createMailer(withSecret, createEncryption(withSecret), () => {}),
    forgetSessions: () => {},
    tenantId,
    actor: { kind: 'command', id: operator() },
    now: new Date(),
  }
}

/** The account of the operating system. In a container it may have only a number. */
function operator(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.()}`
  }
}

/** The settings with the secret of the service, for the mails in the outbox, and with the base address of links. */
function asTheService(settings: Settings): Settings {
  const { DATABASE_URL, HOST, PORT } = settings
  const JWT_SECRET = secretOf(settings)
  const demoUrl = `http://${HOST === '0.0.0.0' ? '127.0.0.1' : HOST}:${PORT}`
  return {
    ...settings,
    ...(JWT_SECRET === undefined ? {} : { JWT_SECRET }),
    ...(isEmbedded(DATABASE_URL) ? { PUBLIC_URL: settings.PUBLIC_URL ?? demoUrl } : {}),
  }
}

export const portalUsers = databaseCommand({ usage, parse: parseCall }, run)

await runAsProgram(import.meta, portalUsers)
