import { useTranslations } from 'use-intl'
import { isPriority, priorities } from '../../tickets/ticket-words.ts'
import { PriorityIcon } from '../../ui/icons.tsx'

/** How urgent it is, with what the choice means. */
export function PriorityField({ value, onChange }: { value: string; onChange(value: string): void }) {
  const t = useTranslations('newTicket')
  const name = useTranslations('priority')
  const chosen = isPriority(value) ? value : 'medium'
  return (
    <fieldset className="segments segments-wide" aria-describedby="priority-text">
      <legend>{t('priority')}</legend>
      <div className="segments-options">
        {priorities.map((priority, position) => (
          <label key={priority} className="segment">
            <input
              type="radio"
              name="priority"
              value={priority}
              checked={priority === chosen}
              onChange={() => onChange(priority)}
              data-testid={`radio-portal-priority-${priority}`}
            />
            <span className={`segment-label priority-${priority}`}>
              <PriorityIcon level={position + 1} /> {name(priority)}
            </span>
          </label>
        ))}
      </div>
      <p className="hint" id="priority-text">
        {t(`priorities.${chosen}`)}
      </p>
    </fieldset>
  )
}
