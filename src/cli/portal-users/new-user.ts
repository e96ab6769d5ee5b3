import { importProblems } from '../../../schemas/portal-user-import.ts'
import type { Administration } from '../../portal-users/administration.ts'
import { type NewPortalUser, problemsOf } from '../../portal-users/portal-user.ts'
import { findTakenEmails } from '../../portal-users/repository.ts'
import { customerOf } from '../organisation.ts'
import { Refusal, wrongCall } from '../refusal.ts'
import type { CommandCall } from './call.ts'
import { languageOf } from './options.ts'

/** A user who can be created as the options say. @throws Refusal with everything that is wrong with them */
export async function newUserOf(
  { database, tenantId }: Administration,
  { email, name, customer, language }: CommandCall['values'],
): Promise<NewPortalUser & { customerName: string }> {
  const words = { email: email ?? '', displayName: (name ?? '').trim() }
  const said = {
    ...importProblems,
    ...(email === undefined ? { EMAIL_INVALID: '--email is missing' } : {}),
    ...(name === undefined ? { NAME_INVALID: '--name is missing' } : {}),
  }
  const wrong = problemsOf({ ...words, language: language ?? null }).map((problem) => said[problem])
  if (customer === undefined) wrong.push('--customer is missing')
  const isTaken = (await findTakenEmails(database, tenantId, [words.email])).size > 0
  const problems = isTaken ? [...wrong, importProblems.EMAIL_TAKEN] : wrong
  const sentences = problems.length > 0 ? [nothingChanged(problems)] : []
  const found = customer === undefined ? null : await customerOf(database, tenantId, customer).catch(refusalOf)
  if (found instanceof Refusal) sentences.push(found.message)
  if (sentences.length > 0 || found === null || found instanceof Refusal)
    throw new Refusal(sentences.join(' '), wrong.length > 0 ? 2 : 1)
  return { ...words, customerId: found.id, customerName: found.name, language: languageOf(language) ?? null }
}

/** @throws Refusal with everything that is wrong with an e-mail and a name */
export function assertGood(words: { email: string; displayName: string }): void {
  const problems = problemsOf({ ...words, language: null })
  if (problems.length > 0) throw wrongCall(nothingChanged(problems.map((problem) => importProblems[problem])))
}

function nothingChanged(problems: readonly string[]): string {
  return `Nothing was changed: ${problems.join('; ')}.`
}

/** A refusal that is told with others. @throws what is none */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}
