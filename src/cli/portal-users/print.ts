import type { LinkMade } from '../../../schemas/portal-users.ts'
import type { PortalUser, PortalUserDetail } from '../../portal-users/portal-user.ts'
import { inOneLine, print, printJson } from '../terminal.ts'

/** Prints one page of users as a table. */
export function printUsers(users: readonly PortalUser[], total: number, isJson: boolean): void {
  if (isJson) {
    printJson({ users, total })
    return
  }
  const rows = users.map(({ email, displayName, customerName, status, lastLoginAt }) => [
    email,
    displayName,
    customerName,
    status,
    lastLoginAt ?? 'never',
  ])
  printTable([['E-MAIL', 'NAME', 'CUSTOMER', 'STATUS', 'LAST SIGN-IN'], ...rows])
  print(`${users.length} of ${total}`)
}

/** Prints everything that is known of a user, after a line that says what was done. */
export function printUser(user: PortalUser | PortalUserDetail, isJson: boolean, done?: string): void {
  if (isJson) {
    printJson(user)
    return
  }
  if (done !== undefined) print(`${done}\n`)
  printTable(Object.entries(user).map(([name, value]) => [name, String(value ?? '—')]))
}

/** Says where the link went. */
export function printLink({ id, email }: PortalUser, made: LinkMade, isJson: boolean): void {
  if (isJson) {
    printJson({ id, email, ...made })
    return
  }
  print(made.isMailed ? `The link goes to ${email} by mail.` : `Pass this link on to ${email}; it works once:`)
  if (made.link !== null) print(made.link)
}

function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  for (const row of rows)
    print(
      row
        .map((cell, column) => inOneLine(cell).padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}
