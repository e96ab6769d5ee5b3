import { type Static, Type } from 'typebox'
import { Credentials } from './auth.ts'
import { Closed, One } from './fields.ts'
import { operation } from './operation.ts'

const password = Credentials.properties.password

const SecondFactor = Closed(
  {
    isEnabled: Type.Boolean({ description: 'Whether two-factor authentication is on.' }),
    recoveryCodesLeft: Type.Integer({
      minimum: 0,
      description: 'The number of unused recovery codes.',
      examples: [10],
    }),
  },
  { title: 'SecondFactor' },
)
export type SecondFactor = Static<typeof SecondFactor>

const tag = 'Two-factor authentication'

export const getSecondFactor = operation({
  access: 'portal',
  operationId: 'getSecondFactor',
  summary: 'My two-factor authentication',
  description: 'Whether the user needs a code of an authenticator app to sign in.',
  tag,
  success: { status: 200, description: 'The state.', body: One(SecondFactor) },
})

export const startSecondFactor = operation({
  access: 'portal',
  operationId: 'startSecondFactor',
  summary: 'Set up an authenticator app',
  description:
    'Creates a secret for an authenticator app (TOTP, RFC 6238). Two-factor authentication is on only after `confirmSecondFactor` has received a code of the app.',
  tag,
  body: Closed({ password }),
  success: {
    status: 200,
    description: 'The secret. It is shown only once.',
    body: One(
      Closed(
        {
          secret: Type.String({
            description: 'The secret in Base32, to type into the app.',
            examples: ['JBSWY3DPEHPK3PXP'],
          }),
          uri: Type.String({
            description: 'The secret as a key URI, for a QR code.',
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
  summary: 'Turn on two-factor authentication',
  description: 'A first code proves that the app is set up. From now on, sign-in needs a code.',
  tag,
  body: Closed({
    code: Type.String({ pattern: '^\\d{6}$', description: 'The code that the app shows.', examples: ['123456'] }),
  }),
  success: {
    status: 200,
    description: 'The recovery codes. They are shown only once. Each replaces the code of the app once.',
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
  summary: 'Turn off two-factor authentication',
  description: 'Sign-in needs only the password again. The secret and the recovery codes are deleted.',
  tag,
  body: Closed({ password }),
  success: { status: 204, description: 'Turned off.', body: Type.Null() },
  changes: true,
  errors: ['WRONG_PASSWORD'],
})
