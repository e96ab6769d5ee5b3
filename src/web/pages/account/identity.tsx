import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { profileQuery } from '../../api/session.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonLine } from '../../ui/skeleton.tsx'
import { Section } from './section.tsx'

/** Who is signed in, and for whom. */
export function Identity() {
  const t = useTranslations('account')
  const title = useTranslations('security')('whoIAm')
  const { data, error, refetch } = useQuery(profileQuery)
  const facts = data && {
    name: data.displayName,
    email: data.email,
    customer: data.customer.name,
    organisation: `${data.tenant.name} (${data.tenant.slug})`,
  }
  return (
    <Section title={title} testId="card-portal-identity">
      {error && !data && <ErrorNotice error={error} onRetry={refetch} />}
      {facts ? (
        <dl className="facts">
          {(['name', 'email', 'customer', 'organisation'] as const).map((fact) => (
            <div key={fact}>
              <dt>{t(fact)}</dt>
              <dd data-testid={`text-portal-account-${fact}`}>{facts[fact]}</dd>
            </div>
          ))}
        </dl>
      ) : (
        !error && <SkeletonLine width="long" />
      )}
    </Section>
  )
}
