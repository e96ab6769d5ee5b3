import { type Static, Type } from 'typebox'
import { Closed, One, OneOf } from './fields.ts'
import { operation } from './operation.ts'
import { LinkMade } from './portal-users.ts'

/** The largest number of rows in one request. The command line accepts more. */
export const maxImportedRows = 1_000

/** The problems of a row. Front ends translate them by their codes. */
export const importProblems = {
  EMAIL_INVALID: 'this is no e-mail address',
  EMAIL_TAKEN: 'there is a portal user with this e-mail already',
  EMAIL_REPEATED: 'the same e-mail stands further up',
  NAME_INVALID: 'the display name must have 1 to 100 characters, without control characters',
  LANGUAGE_UNKNOWN: 'the language must be de or en',
  CUSTOMER_UNKNOWN: 'there is no single active customer of this name or id',
} as const
export type ImportProblem = keyof typeof importProblems

const ImportedRow = Closed(
  {
    line: Type.Integer({
      description: 'The line of the file, counted from 1. Line 1 is the heading.',
      examples: [2],
    }),
    email: Type.String({ description: 'The text in the file.', examples: ['anna.berg@acme.example.com'] }),
    displayName: Type.String({ description: 'The text in the file.', examples: ['Anna Berg'] }),
    customer: Type.String({ description: 'The text in the file.', examples: ['ACME Manufacturing GmbH'] }),
    problems: Type.Array(OneOf(Object.keys(importProblems) as ImportProblem[]), {
      description: 'The problems of the row. Empty if it can be imported.',
    }),
  },
  { title: 'ImportedRow' },
)
export type ImportedRow = Static<typeof ImportedRow>

export const importPortalUsers = operation({
  access: 'administrator',
  operationId: 'importPortalUsers',
  summary: 'Import portal users from CSV',
  description: `Checks each row of a CSV file (RFC 4180, with a heading) and reports its problems. With \`apply\`, it creates all users if no row has a problem; otherwise it changes nothing. At most ${maxImportedRows} rows.`,
  tag: 'Administration',
  body: Closed({
    csv: Type.String({
      minLength: 1,
      maxLength: 400_000,
      description:
        'The columns `email`, `displayName`, `customer` (the id or the exact name) and, optionally, `language` (`de` or `en`). They are separated by commas, semicolons or tabs, as in the first line. The other columns of an export are ignored.',
      examples: ['email,displayName,customer\r\nanna.berg@acme.example.com,Anna Berg,ACME Manufacturing GmbH\r\n'],
    }),
    apply: Type.Optional(Type.Boolean({ default: false, description: 'Whether to create the users.' })),
    invite: Type.Optional(Type.Boolean({ default: false, description: 'Whether to invite the users.' })),
  }),
  success: {
    status: 200,
    description: 'The result of each row.',
    body: One(
      Closed(
        {
          isApplied: Type.Boolean({ description: 'Whether the users were created.' }),
          rows: Type.Array(ImportedRow),
          invitations: Type.Array(
            Closed(
              { email: Type.String({ examples: ['anna.berg@acme.example.com'] }), ...LinkMade.properties },
              { title: 'ImportedInvitation' },
            ),
            { description: 'The invitations that were created.' },
          ),
        },
        { title: 'PortalUserImport' },
      ),
    ),
  },
  changes: true,
  errors: ['IMPORT_UNREADABLE', 'EMAIL_TAKEN'],
})
