import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import compile from 'icu-minify/compile'
import { defineConfig, type Plugin } from 'vite'
import { compression } from 'vite-plugin-compression2'

/** Where the API runs while the portal is developed with `npm run dev:web`. */
const api = process.env.PORTAL_API ?? 'http://127.0.0.1:3000'

/** Builds src/web to dist/portal, which the service serves under /portal. */
export default defineConfig({
  root: fileURLToPath(new URL('src/web', import.meta.url)),
  base: '/portal/',
  plugins: [
    compiledMessages(),
    react(),
    compression({ algorithms: ['gzip', 'brotliCompress'], include: /\.(js|css|html|svg)$/ }),
  ],
  // The half of it that formats messages compiled beforehand: no parser goes to the browser.
  resolve: { alias: [{ find: /^use-intl\/format-message$/, replacement: 'use-intl/format-message/format-only' }] },
  build: {
    outDir: fileURLToPath(new URL('dist/portal', import.meta.url)),
    emptyOutDir: true,
    sourcemap: false,
    // Everything is a file of its own: the policy of the page takes no scripts from data: addresses.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Libraries change less often than the portal, and stay in the browser's cache for longer.
            // Only the page of the account draws QR codes, so they are not loaded with the first page.
            { name: 'libraries', test: /node_modules\/(?!uqr\/)/ },
            {
              name: 'shared',
              test: /src\/web\/(accounts|api|drafts|i18n|layout|messages|settings|tickets|ui)\//,
              minShareCount: 3,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': api, '/openapi.json': api } },
})

/** Compiles the ICU messages of both languages at build time. */
function compiledMessages(): Plugin {
  const compiled = (message: unknown): unknown => {
    if (typeof message === 'string') return compile(message)
    const entries = Object.entries(message ?? {}).map(([name, inner]) => [name, compiled(inner)])
    return Object.fromEntries(entries)
  }
  return {
    name: 'compiled-messages',
    enforce: 'pre',
    transform: {
      filter: { id: /\/messages\/\w+\.json$/ },
      handler: (source) => JSON.stringify(compiled(JSON.parse(source))),
    },
  }
}
