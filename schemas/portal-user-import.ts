import { type Static, Type } from 'typebox'
import { Closed, One, OneOf } from './fields.ts'
import { operation } from './operation.ts'
import { LinkMade } from './portal-users.ts'

/** So many rows are imported by one request; the command line takes more. */
export const maxImportedRows = 1_000

/** What can be wrong with a row, in words for people; front ends translate by the code. */
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
      description: 'The line of the file, counted from 1; the first is the heading.',
      examples: [2],
    }),
    email: Type.String({ description: 'As it stands in the file.', examples: ['anna.berg@acme.example.com'] }),
    displayName: Type.String({ description: 'As it stands in the file.', examples: ['Anna Berg'] }),
    customer: Type.String({ description: 'As it stands in the file.', examples: ['ACME Manufacturing GmbH'] }),
    problems: Type.Array(OneOf(Object.keys(importProblems) as ImportProblem[]), {
      description: 'What is wrong with the row; nothing where it can be imported.',
    }),
  },
  { title: 'ImportedRow' },
)
export type ImportedRow = Static<typeof ImportedRow>

export const importPortalUsers = operation({
  access: 'administrator',
  operationId: 'importPortalUsers',
  summary: 'Import portal users from CSV',
  description: `Holds each row of a CSV file (RFC 4180, with a heading) against the organisation and says what is wrong with it. With \`apply\`, and where nothing is wrong with any row, all of them are created; otherwise nothing is changed. At most ${maxImportedRows} rows.`,
  tag: 'Administration',
  body: Closed({
    csv: Type.String({
      minLength: 1,
      maxLength: 400_000,
      description:
        'Columns `email`, `displayName`, `customer` (the id or the exact name) and, if wanted, `language` (`de` or `en`); separated by commas, semicolons or tabs, as in the first line. The further columns of an export are passed over.',
      examples: ['email,displayName,customer\r\nanna.berg@acme.example.com,Anna Berg,ACME Manufacturing GmbH\r\n'],
    }),
    apply: Type.Optional(Type.Boolean({ default: false, description: 'Whether to create the users.' })),
    invite: Type.Optional(Type.Boolean({ default: false, description: 'Whether to invite the users.' })),
  }),
  success: {
    status: 200,
    description: 'What each row comes to.',
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
            { description: 'The invitations that were made.' },
          ),
        },
        { title: 'PortalUserImport' },
      ),
    ),
  },
  changes: true,
  errors: ['IMPORT_UNREADABLE', 'EMAIL_TAKEN'],
})
