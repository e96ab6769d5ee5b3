import { isEmbedded, type Settings } from './settings.ts'

/** Finds the problems of settings that only the service uses. The texts never show a value, because it can be a secret. */
export function checkServiceSettings(settings: Settings): string[] {
  return [...checkSecrets(settings), ...checkMail(settings), ...checkAdministration(settings)]
}

function checkSecrets({ JWT_SECRET, JWT_PREVIOUS_SECRETS, ITSM_JWT_SECRET, DATABASE_URL }: Settings): string[] {
  const problems: string[] = []
  const secrets = [...(JWT_SECRET === undefined ? [] : [JWT_SECRET]), ...(JWT_PREVIOUS_SECRETS ?? [])]
  if (JWT_SECRET === undefined && !isEmbedded(DATABASE_URL))
    problems.push('JWT_SECRET must be set (at least 32 bytes, for example the output of: openssl rand -base64 48)')
  if (secrets.some((secret) => Buffer.byteLength(secret) < 32))
    problems.push('JWT_SECRET and JWT_PREVIOUS_SECRETS must have at least 32 bytes each')
  if (ITSM_JWT_SECRET !== undefined && secrets.includes(ITSM_JWT_SECRET))
    problems.push(
      'JWT_SECRET must differ from ITSM_JWT_SECRET. Otherwise, the ITSM could accept the tokens of the portal as its own',
    )
  return problems
}

function checkMail({ SMTP_URL, MAIL_FROM, PUBLIC_URL }: Settings): string[] {
  if (SMTP_URL === undefined) return []
  return Object.entries({ MAIL_FROM, PUBLIC_URL }).flatMap(([name, value]) =>
    value === undefined ? [`SMTP_URL needs ${name}`] : [],
  )
}

function checkAdministration({ PORTAL_ADMIN, PUBLIC_URL, ITSM_JWT_SECRET, ITSM_JWKS_URL }: Settings): string[] {
  if (!PORTAL_ADMIN) return []
  const problems = PUBLIC_URL === undefined ? ['PORTAL_ADMIN needs PUBLIC_URL'] : []
  if (ITSM_JWT_SECRET === undefined && ITSM_JWKS_URL === undefined)
    problems.push('PORTAL_ADMIN needs ITSM_JWT_SECRET or ITSM_JWKS_URL')
  return problems
}
