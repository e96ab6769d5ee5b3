import { useTranslations } from 'use-intl'
import { NotFound } from '../../layout/not-found.tsx'

/** An address where there is nothing. */
export default function NotFoundPage() {
  const t = useTranslations('notFound')
  return <NotFound title={t('title')} text={t('text')} />
}
