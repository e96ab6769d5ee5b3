import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { customersQuery } from '../../api/administration.ts'
import { Field } from '../../ui/field.tsx'
import { ChevronDownIcon } from '../../ui/icons.tsx'
import { SearchField } from '../../ui/search-field.tsx'

interface Customer {
  id: string
  name: string
}

interface Props {
  value: string
  /** Whom the user belongs to now; always among the choices. */
  current?: Customer
  error?: string | undefined
  onChange(customerId: string): void
}

/** The customer of a user, chosen from a list; where there are many, a search narrows it down. */
export function CustomerField({ value, current, error, onChange }: Props) {
  const t = useTranslations('administration')
  const [q, setQ] = useState('')
  const { data } = useQuery(customersQuery(q))
  // Whoever was chosen stays so while one searches on.
  const [chosen, setChosen] = useState<Customer | undefined>(current)
  const found = data?.data ?? []
  const choices = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found
  const isLong = q !== '' || (data?.meta.total ?? 0) > found.length
  return (
    <div className="field">
      {isLong && (
        <SearchField
          label={t('searchCustomer')}
          placeholder={t('searchCustomer')}
          value={q}
          onSearch={setQ}
          testId="input-portal-admin-customer-search"
        />
      )}
      <Field label={t('customer')} error={error}>
        {(field) => (
          <span className="select">
            <select
              {...field}
              name="customerId"
              required
              value={value}
              onChange={(event) => {
                setChosen(choices.find(({ id }) => id === event.target.value))
                onChange(event.target.value)
              }}
              data-testid="select-portal-admin-customer"
            >
              <option value="">{t('chooseCustomer')}</option>
              {choices.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
            <ChevronDownIcon />
          </span>
        )}
      </Field>
    </div>
  )
}
