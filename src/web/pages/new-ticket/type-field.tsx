import { useTranslations } from 'use-intl'
import { BrokenIcon, ChangeIcon } from '../../ui/icons.tsx'

const types = [
  { value: 'incident', Icon: BrokenIcon },
  { value: 'change', Icon: ChangeIcon },
] as const

/** Whether something is broken, or should be different. */
export function TypeField({ value, onChange }: { value: string; onChange(value: string): void }) {
  const t = useTranslations('newTicket')
  return (
    <fieldset className="radio-cards">
      <legend>{t('type')}</legend>
      {types.map(({ value: type, Icon }) => (
        <label key={type} className="radio-card">
          <input
            type="radio"
            name="ticketType"
            value={type}
            checked={value === type}
            aria-describedby={`type-${type}-text`}
            aria-labelledby={`type-${type}`}
            onChange={() => onChange(type)}
            data-testid={`radio-portal-type-${type}`}
          />
          <span className="radio-card-icon">
            <Icon />
          </span>
          <span>
            <strong id={`type-${type}`}>{t(`types.${type}.name`)}</strong>
            <span className="radio-card-text" id={`type-${type}-text`}>
              {t(`types.${type}.text`)}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
