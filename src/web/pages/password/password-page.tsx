import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../api/errors.ts'
import { passwordLinkQuery } from '../../api/passwords.ts'
import { Entrance } from '../../layout/entrance.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { InvalidLink } from './invalid-link.tsx'
import { SetPassword } from './set-password.tsx'
import { useToken } from './use-token.ts'

/** Setting a password by the link of an invitation or a reset. */
export default function PasswordPage() {
  const t = useTranslations('password')
  const token = useToken()
  const { data: link, error, refetch } = useQuery({ ...passwordLinkQuery(token), enabled: token !== '' })
  // What does not even look like a token is refused by the contract.
  const isInvalid = token === '' || isApiError(error, 'LINK_INVALID', 'VALIDATION_FAILED')
  return (
    <Entrance testId="page-portal-password">
      {isInvalid ? (
        <InvalidLink />
      ) : link ? (
        <SetPassword key={token} token={token} link={link} />
      ) : (
        <>
          <PageHeading title={t('reset.title')} />
          {error ? <ErrorNotice error={error} onRetry={refetch} /> : <PageSkeleton />}
        </>
      )}
    </Entrance>
  )
}
