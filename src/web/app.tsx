import { QueryClientProvider } from '@tanstack/react-query'
import { BrowserRouter } from 'react-router'
import { queryClient } from './api/query-client.ts'
import { LanguageProvider } from './i18n/language-provider.tsx'
import { SessionGuard } from './layout/session-guard.tsx'
import { Pages } from './pages/pages.tsx'
import { ErrorBoundary } from './ui/error-boundary.tsx'

/** The whole portal: language, data, addresses, session, pages. */
export function App() {
  return (
    <LanguageProvider>
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <BrowserRouter basename="/portal">
            <SessionGuard />
            <Pages />
          </BrowserRouter>
        </QueryClientProvider>
      </ErrorBoundary>
    </LanguageProvider>
  )
}
