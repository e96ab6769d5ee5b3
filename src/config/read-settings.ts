import { readFileSync } from 'node:fs'
import envSchema from 'env-schema'
import { Type } from 'typebox'
import { checkAddresses } from './address-checks.ts'
import { checkServiceSettings } from './service-checks.ts'
import { type Settings, settings } from './settings.ts'

/** Lists all problems of the settings. */
export class ConfigError extends Error {
  constructor(problems: string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
  }
}

/**
 * Reads the settings from the environment. Each can also come from a file: `JWT_SECRET_FILE` names a file whose
 * content (without the line break at its end) is the secret.
 *
 * @throws ConfigError with everything that is wrong
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  return readChecked(environment, checkAddresses)
}

/**
 * Reads the settings as {@link readSettings} does, and also checks those that only the service uses. JWT_SECRET is
 * optional only for the embedded database, which has its own secret.
 *
 * @throws ConfigError with everything that is wrong
 */
export function readServiceSettings(environment: NodeJS.ProcessEnv): Settings {
  return readChecked(environment, (settings) => [...checkAddresses(settings), ...checkServiceSettings(settings)])
}

function readChecked(environment: NodeJS.ProcessEnv, problemsOf: (settings: Settings) => string[]): Settings {
  const problems: string[] = []
  const checked = check(readValues(environment, problems), problems)
  problems.push(...problemsOf(checked))
  if (problems.length > 0) throw new ConfigError(problems)
  return checked
}

function readValues(environment: NodeJS.ProcessEnv, problems: string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(settings.properties)) {
    const direct = environment[name]
    const file = environment[`${name}_FILE`]
    if (direct !== undefined && direct !== '' && file)
      problems.push(`${name} and ${name}_FILE are both set. Set only one of them`)
    const text = file ? readSecretFile(name, file, problems) : direct
    if (text === undefined || text === '') continue
    values[name] = Type.IsArray(schema)
      ? text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
      : text
  }
  return values
}

function readSecretFile(name: string, path: string, problems: string[]): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    problems.push(`${name}_FILE cannot be read: ${error instanceof Error ? error.message : error}`)
    return undefined
  }
}

interface SchemaError {
  instancePath: string
  message?: string
  params?: { allowedValues?: unknown[] }
}

function check(values: Record<string, unknown>, problems: string[]): Settings {
  try {
    return envSchema<Settings>({ schema: settings, data: values, env: false })
  } catch (error) {
    const errors = error instanceof Error && 'errors' in error ? (error.errors as SchemaError[]) : undefined
    if (!errors) throw error
    for (const { instancePath, message, params } of errors)
      problems.push(
        `${instancePath.slice(1)} ${message === 'must be boolean' ? 'must be true or false' : message}${params?.allowedValues ? `: ${params.allowedValues.join(', ')}` : ''}`,
      )
    return values as Settings
  }
}
