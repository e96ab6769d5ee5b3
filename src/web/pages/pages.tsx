import { lazy } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { Layout } from '../layout/layout.tsx'

const LoginPage = lazy(() => import('./login/login-page.tsx'))
const ForgotPasswordPage = lazy(() => import('./forgot-password/forgot-password-page.tsx'))
const PasswordPage = lazy(() => import('./password/password-page.tsx'))
const AccountPage = lazy(() => import('./account/account-page.tsx'))
const TicketsPage = lazy(() => import('./tickets/tickets-page.tsx'))
const NewTicketPage = lazy(() => import('./new-ticket/new-ticket-page.tsx'))
const TicketPage = lazy(() => import('./ticket/ticket-page.tsx'))
const KnowledgeBasePage = lazy(() => import('./kb/knowledge-base-page.tsx'))
const ArticlePage = lazy(() => import('./article/article-page.tsx'))
const Administration = lazy(() => import('./administration/administration.tsx'))
const NotFoundPage = lazy(() => import('./not-found/not-found-page.tsx'))

/** Every address of the portal. The code of a page is loaded when it is first opened. */
export function Pages() {
  return (
    <Routes>
      <Route element={<Layout chrome="plain" />}>
        <Route path="login" element={<LoginPage />} />
        <Route path="forgot-password" element={<ForgotPasswordPage />} />
        <Route path="password" element={<PasswordPage />} />
        <Route path="admin/*" element={<Administration />} />
      </Route>
      <Route element={<Layout chrome="full" />}>
        <Route index element={<Navigate to="/tickets" replace />} />
        <Route path="tickets" element={<TicketsPage />} />
        <Route path="tickets/new" element={<NewTicketPage />} />
        <Route path="tickets/:id" element={<TicketPage />} />
        <Route path="kb" element={<KnowledgeBasePage />} />
        <Route path="kb/:slug" element={<ArticlePage />} />
        <Route path="account" element={<AccountPage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  )
}
