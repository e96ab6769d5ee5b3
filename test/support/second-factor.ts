import { Secret, TOTP } from 'otpauth'
import { api, type TestPortal } from './portal.ts'

/** What an authenticator app with this secret shows at a time. */
export function codeAt(secret: string, time: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: time.getTime() })
}

/** Starts setting a second factor up. @returns the secret for the app */
export async function startSecondFactor(portal: TestPortal, token: string, password: string): Promise<string> {
  const answer = await portal.request(token, {
    method: 'POST',
    url: `${api}/auth/second-factor`,
    payload: { password },
  })
  return answer.json().data.secret
}
