/**
 * Which part of the server may import which: `npm run lint` checks it. Imports run one way, downwards:
 *
 *   main.ts, cli
 *   app.ts
 *   single-sign-on
 *   portal-users, tickets, knowledge-base, …     plugins
 *   auth
 *   mail
 *   encryption
 *   database
 *   schemas, config and other plain modules
 *
 * Imports of types count too. Biome refuses cycles between files (noImportCycles).
 */

/** Modules without a database and without HTTP. */
const plain = ['^schemas/', '^src/config/', '^src/(api-error|sha256)\\.ts$']
const database = [...plain, '^src/database/']

/** Every other folder of src is a feature, also one that is new. */
const notFeatures = ['^src/(cli|config|database|demo|plugins|web)/']

/** The files of features that answer requests or read them. */
const http = ['(routes|plugin|authentication)\\.ts$', '/(same-origin|request-caller|flow-cookie)\\.ts$']

/** A rule: a folder imports itself and what is allowed, and nothing else of this repository. */
const only = (name, comment, path, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^${path}` },
  to: { path: '^(src|schemas)/', pathNot: [`^${path}`, ...allowed] },
})

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    only('contract-on-its-own', 'schemas is the contract. It imports nothing from src.', 'schemas/', []),
    only('plain-modules', 'Plain modules import plain modules.', 'src/(config/|(api-error|sha256)\\.ts)', plain),
    only('database-below-features', 'The database imports plain modules.', 'src/database/', plain),
    only('frozen-migrations', 'A migration does the same for ever.', 'src/database/migrations/', []),
    only('plugins-know-no-feature', 'Plugins are HTTP plumbing for all features.', 'src/plugins/', database),
    only('encryption', 'Owners of encrypted columns register them.', 'src/encryption/', database),
    only('mail', 'Features send mail; mail knows none.', 'src/mail/', [...database, '^src/encryption/']),
    only('auth', 'Other features build on auth.', 'src/auth/', [...database, '^src/(encryption|mail)/']),
    only('demo', 'The demo ITSM is an ITSM, and no part of the portal.', 'src/demo/', database),
    only('browser-portal', 'The browser portal knows the server by the contract alone.', 'src/web/', []),
    {
      name: 'features-import-no-plugin',
      comment: 'app.ts puts features and plugins together. Commands and the demo use features.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: notFeatures },
      to: { path: ['^src/(plugins|cli|demo|web)/', '^src/(app|main)\\.ts$'] },
    },
    {
      name: 'no-http-in-domain-code',
      comment: 'Use cases, repositories and all they import know neither requests nor Fastify.',
      severity: 'error',
      from: { path: '^(schemas|src)/', pathNot: ['^src/(cli|plugins|web)/', '^src/(app|main)\\.ts$', ...http] },
      to: { path: '^node_modules/@?fastify', reachable: true },
    },
  ],
  options: {
    doNotFollow: { path: '^node_modules/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
}
