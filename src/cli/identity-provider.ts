/**
 * The identity provider of a tenant:
 * `npm run identity-provider -- set --tenant SLUG --issuer URL --client-id ID --domains a.com,b.com [--customer NAME] [--public]`
 * with the client secret on standard input, `show`, `remove`. Exit code 1 where something was refused, 2 for a wrong call.
 */
import { databaseCommand, runAsProgram } from './command.ts'
import { parseCall, usage } from './identity-provider/call.ts'
import { commands } from './identity-provider/commands.ts'
import { organisationOf } from './organisation.ts'

export const identityProvider = databaseCommand({ usage, parse: parseCall }, async ({ call, ...context }) => {
  const tenantId = await organisationOf(context.database, call.values.tenant)
  return commands[call.command]({ ...context, tenantId, values: call.values })
})

await runAsProgram(import.meta, identityProvider)
