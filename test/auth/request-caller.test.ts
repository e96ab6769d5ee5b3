import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { clientOf } from '../../src/auth/request-caller.ts'

/** An application that answers with the language it takes from a request. */
async function startWith(t: Test): Promise<(acceptLanguage?: string) => Promise<unknown>> {
  const app = Fastify()
  app.get('/', async (request) => ({ language: clientOf(request).language }))
  t.teardown(() => app.close())
  return async (acceptLanguage) => {
    const headers = acceptLanguage === undefined ? {} : { 'accept-language': acceptLanguage }
    return (await app.inject({ url: '/', headers })).json().language
  }
}

const headers: Record<string, { accepted: string; language: 'de' | 'en' | null }> = {
  'a Turkish browser that also reads English': { accepted: 'tr-DE,tr;q=0.9,en;q=0.8', language: 'en' },
  'a German browser': { accepted: 'de-DE,de;q=0.9,en;q=0.8', language: 'de' },
  'Austrian German': { accepted: 'de-AT', language: 'de' },
  'Swiss German before English': { accepted: 'de-CH,fr;q=0.9,en;q=0.8,de;q=0.7', language: 'de' },
  'British English before German': { accepted: 'en-GB,de;q=0.7,en;q=0.3', language: 'en' },
  'capitals and spaces': { accepted: ' DE-at , EN ;q=0.9', language: 'de' },
  'quality before order': { accepted: 'en;q=0.5, de;q=0.6', language: 'de' },
  'order where the quality is the same': { accepted: 'en, de', language: 'en' },
  'a script between language and country': { accepted: 'en-Latn-US', language: 'en' },
  'a language that is refused': { accepted: 'de;q=0, en;q=0.1', language: 'en' },
  'both refused': { accepted: 'de;q=0, en;q=0', language: null },
  'any language': { accepted: '*', language: null },
  'another language, then any': { accepted: 'fr, *;q=0.5', language: null },
  'any language, and English less': { accepted: '*, en;q=0.5', language: 'en' },
  'languages that we do not have': { accepted: 'fr-FR, tr', language: null },
  'languages that only look like ours': { accepted: 'den, eng, x-de, tr-DE, de_DE', language: null },
  'an empty header': { accepted: '', language: null },
  'no language between commas': { accepted: ',,;q=1,', language: null },
  'a quality that is no number': { accepted: 'de;q=high, en', language: 'en' },
  'text that is no header': { accepted: '<script>de</script>; "en', language: null },
  'a very long header': { accepted: `${'tr,'.repeat(5_000)}en`, language: 'en' },
}

t.test('the language of a client is the first accepted one that we have', async (t) => {
  const languageFor = await startWith(t)
  for (const [name, { accepted, language }] of Object.entries(headers))
    t.equal(await languageFor(accepted), language, name)
  t.equal(await languageFor(), null, 'no header')
})
