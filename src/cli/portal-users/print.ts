import type { LinkMade } from '../../../schemas/portal-users.ts'
import type { PortalUser, PortalUserDetail } from '../../portal-users/portal-user.ts'
import { inOneLine, print, printJson, type Terminal } from '../terminal.ts'

/** Prints one page of users as a table. */
export function printUsers(
  terminal: Terminal,
  { users, total }: { users: readonly PortalUser[]; total: number },
  isJson: boolean,
): void {
  if (isJson) {
    printJson(terminal, { users, total })
    return
  }
  const rows = users.map(({ email, displayName, customerName, status, lastLoginAt }) => [
    email,
    displayName,
    customerName,
    status,
    lastLoginAt ?? 'never',
  ])
  printTable(terminal, [['E-MAIL', 'NAME', 'CUSTOMER', 'STATUS', 'LAST SIGN-IN'], ...rows])
  print(terminal, `${users.length} of ${total}`)
}

/** Prints everything that is known of a user, after a line that says what was done. */
export function printUser(
  terminal: Terminal,
  user: PortalUser | PortalUserDetail,
  { json, done }: { json: boolean; done?: string },
): void {
  if (json) {
    printJson(terminal, user)
    return
  }
  if (done !== undefined) print(terminal, `${done}\n`)
  printTable(
    terminal,
    Object.entries(user).map(([name, value]) => [name, String(value ?? '—')]),
  )
}

/** Says where the link went. */
export function printLink(
  terminal: Terminal,
  { user: { id, email }, made }: { user: PortalUser; made: LinkMade },
  isJson: boolean,
): void {
  if (isJson) {
    printJson(terminal, { id, email, ...made })
    return
  }
  print(
    terminal,
    made.isMailed ? `The link goes to ${email} by mail.` : `Pass this link on to ${email}; it works once:`,
  )
  if (made.link !== null) print(terminal, made.link)
}

function printTable(terminal: Terminal, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  for (const row of rows)
    print(
      terminal,
      row
        .map((cell, column) => inOneLine(cell).padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}
