import { useTranslations } from 'use-intl'
import type { ManagedUser } from '../../api/types.ts'
import { Field } from '../../ui/field.tsx'
import { ChevronDownIcon } from '../../ui/icons.tsx'

interface Props {
  value: ManagedUser['language']
  onChange(language: ManagedUser['language']): void
}

/** The language of the mails that a user gets. */
export function LanguageField({ value, onChange }: Props) {
  const t = useTranslations('administration')
  return (
    <Field label={t('language')}>
      {(field) => (
        <span className="select">
          <select
            {...field}
            value={value ?? ''}
            onChange={({ target }) => onChange(target.value === 'de' || target.value === 'en' ? target.value : null)}
            data-testid="select-portal-admin-language"
          >
            <option value="">{t('languageUnknown')}</option>
            <option value="de">Deutsch</option>
            <option value="en">English</option>
          </select>
          <ChevronDownIcon />
        </span>
      )}
    </Field>
  )
}
