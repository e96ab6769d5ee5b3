import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { AccountFields } from '../../accounts/account-fields.tsx'
import { requestPasswordReset } from '../../api/passwords.ts'
import { signInOptionsQuery } from '../../api/session.ts'
import { Entrance } from '../../layout/entrance.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { InfoIcon } from '../../ui/icons.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { SkeletonLine } from '../../ui/skeleton.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'

/** Asking for a link to a new password. What it answers says nothing about whether there is such an account. */
export default function ForgotPasswordPage() {
  const t = useTranslations('forgotPassword')
  const reason = useTranslations('errors')
  const { data: options, isPending: isAsking } = useQuery(signInOptionsQuery())
  const [search] = useSearchParams()
  const [tenantSlug, setTenantSlug] = useState(search.get('tenant') ?? '')
  const [email, setEmail] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { mutate, isPending, isSuccess, error } = useMutation({ mutationFn: requestPasswordReset })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    const account = { tenantSlug: tenantSlug.trim(), email: email.trim() }
    const isComplete = account.tenantSlug !== '' && account.email !== ''
    setIsMissing(!isComplete)
    if (isComplete) mutate(account)
    else form.current?.querySelector<HTMLInputElement>(account.tenantSlug ? '[name=email]' : '[name=tenant]')?.focus()
  }
  const login = tenantSlug.trim() === '' ? '/login' : `/login?tenant=${encodeURIComponent(tenantSlug.trim())}`

  return (
    <Entrance testId="page-portal-forgot-password">
      <PageHeading title={t('title')} />
      {isAsking ? (
        <SkeletonLine width="long" />
      ) : options?.passwordReset === false ? (
        <p className="notice notice-info" data-testid="notice-portal-no-mail">
          <InfoIcon /> <span className="notice-body">{reason('MAIL_NOT_CONFIGURED')}</span>
        </p>
      ) : isSuccess ? (
        <div className="notice notice-info" role="status" data-testid="notice-portal-reset-sent">
          <InfoIcon />
          <div className="notice-body">
            <p className="notice-title">{t('sentTitle')}</p>
            <p>{t('sentText')}</p>
          </div>
        </div>
      ) : (
        <>
          <p className="muted">{t('intro')}</p>
          <form ref={form} className="form" onSubmit={submit} noValidate data-testid="form-portal-forgot-password">
            <AccountFields
              tenantSlug={tenantSlug}
              onTenantSlug={setTenantSlug}
              email={email}
              onEmail={setEmail}
              isMissing={isMissing}
            />
            {error && <ErrorNotice error={error} />}
            <SubmitButton isPending={isPending} pending={t('sending')} testId="btn-portal-send-reset">
              {t('send')}
            </SubmitButton>
          </form>
        </>
      )}
      <p>
        <Link to={login} data-testid="link-portal-login">
          {t('back')}
        </Link>
      </p>
    </Entrance>
  )
}
