/**
 * The identity provider of a tenant:
 * `npm run identity-provider -- set --tenant SLUG --issuer URL --client-id ID --domains a.com,b.com [--customer NAME] [--public]`
 * with the client secret on standard input, `show`, `remove`. Exit code 1 where something was refused, 2 for a wrong call.
 */
import { readCall } from './call.ts'
import { runCommand } from './command.ts'
import { parseCall, usage } from './identity-provider/call.ts'
import { commands } from './identity-provider/commands.ts'
import { organisationOf } from './organisation.ts'

const { command, values } = readCall(usage, parseCall)

await runCommand(async (database, settings) => {
  const tenantId = await organisationOf(database, values.tenant)
  return commands[command]({ database, settings, tenantId, values })
})
