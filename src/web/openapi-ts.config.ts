import type { UserConfig } from '@hey-api/openapi-ts'

/** How `npm run openapi` makes the client of the browser portal from the published contract. */
export default {
  input: './openapi/openapi.json',
  output: {
    path: './src/web/api/generated',
    entryFile: false,
    importFileExtension: '.ts',
    // The runtime that the generator copies in does not compile with exactOptionalPropertyTypes (hey-api/hey-api#2363),
    // so the compiler takes its declarations as they are. The operations and their types are checked.
    header: ({ file, defaultValue }) => (file ? [...defaultValue] : ['// @ts-nocheck', ...defaultValue]),
  },
  plugins: [
    // Addresses are paths of the page's own origin. A request that is refused throws.
    { name: '@hey-api/client-fetch', baseUrl: false, throwOnError: true },
    '@hey-api/typescript',
    // A request answers with its body. The session is a cookie, so there is no token to send.
    { name: '@hey-api/sdk', responseStyle: 'data', auth: false },
  ],
  logs: { file: false },
} satisfies UserConfig
