import { type Static, Type } from 'typebox'
import { Credentials } from './auth.ts'
import { Closed, One } from './fields.ts'
import { operation } from './operation.ts'

const password = Credentials.properties.password

const SecondFactor = Closed(
  {
    isEnabled: Type.Boolean({ description: 'Whether signing in asks for a code.' }),
    recoveryCodesLeft: Type.Integer({
      minimum: 0,
      description: 'How many recovery codes were not used yet.',
      examples: [10],
    }),
  },
  { title: 'SecondFactor' },
)
export type SecondFactor = Static<typeof SecondFactor>

const tag = 'Second factor'

export const getSecondFactor = operation({
  access: 'portal',
  operationId: 'getSecondFactor',
  summary: 'My second factor',
  description: 'Whether signing in asks the signed-in user for the code of an authenticator app.',
  tag,
  success: { status: 200, description: 'The state.', body: One(SecondFactor) },
})

export const startSecondFactor = operation({
  access: 'portal',
  operationId: 'startSecondFactor',
  summary: 'Set up an authenticator app',
  description:
    'Makes a secret for an authenticator app (TOTP, RFC 6238). Nothing changes for signing in until a code of it was sent to `confirmSecondFactor`.',
  tag,
  body: Closed({ password }),
  success: {
    status: 200,
    description: 'The secret, shown this once.',
    body: One(
      Closed(
        {
          secret: Type.String({ description: 'To type into the app, in Base32.', examples: ['JBSWY3DPEHPK3PXP'] }),
          uri: Type.String({
            description: 'The same as a key URI, for a QR code.',
            examples: ['otpauth://totp/Customer%20Portal:portal@acme.example.com?secret=JBSWY3DPEHPK3PXP'],
          }),
        },
        { title: 'AuthenticatorSecret' },
      ),
    ),
  },
  changes: true,
  errors: ['WRONG_PASSWORD', 'SECOND_FACTOR_STATE'],
})

export const confirmSecondFactor = operation({
  access: 'portal',
  operationId: 'confirmSecondFactor',
  summary: 'Switch the second factor on',
  description: 'Proves with a first code that the app is set up. From now on signing in asks for one.',
  tag,
  body: Closed({
    code: Type.String({ pattern: '^\\d{6}$', description: 'The code that the app shows.', examples: ['123456'] }),
  }),
  success: {
    status: 200,
    description: 'The recovery codes, shown this once. Each works once in place of a code.',
    body: One(
      Closed({ recoveryCodes: Type.Array(Type.String({ examples: ['b4kd-9xw2-mq7f'] })) }, { title: 'RecoveryCodes' }),
    ),
  },
  changes: true,
  errors: ['INVALID_CODE', 'SECOND_FACTOR_STATE'],
})

export const disableSecondFactor = operation({
  access: 'portal',
  operationId: 'disableSecondFactor',
  summary: 'Switch the second factor off',
  description: 'Signing in asks for the password alone again; secret and recovery codes are deleted.',
  tag,
  body: Closed({ password }),
  success: { status: 204, description: 'Switched off.', body: Type.Null() },
  changes: true,
  errors: ['WRONG_PASSWORD'],
})
