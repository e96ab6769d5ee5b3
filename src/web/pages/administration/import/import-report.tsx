import { useTranslations } from 'use-intl'
import { createPortalUserLimits } from '../../../api/limits.ts'
import type { ImportReport as Report } from '../../../api/types.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { CheckIcon, WarningIcon } from '../../../ui/icons.tsx'

const limits = createPortalUserLimits.displayName

/** What each row of the file comes to, and what became of all of them. */
export function ImportReport({ report: { isApplied, rows, invitations } }: { report: Report }) {
  const t = useTranslations('administration')
  const refused = rows.filter(({ problems }) => problems.length > 0).length
  const links = invitations.flatMap(({ email, link }) => (link === null ? [] : [{ email, link }]))
  const isGood = refused === 0 && rows.length > 0
  const summary = isApplied
    ? t('imported', { count: rows.length })
    : refused > 0
      ? t('refused', { refused, count: rows.length })
      : t('importable', { count: rows.length })
  return (
    <section className="page" aria-label={t('report')} data-testid="card-portal-admin-report">
      <p className={`notice ${isGood ? 'notice-info' : 'notice-warning'}`} role="status">
        {isGood ? <CheckIcon /> : <WarningIcon />} <span className="notice-body">{summary}</span>
      </p>
      {links.length > 0 && (
        <div className="notice notice-warning">
          <WarningIcon />
          <div className="notice-body">
            <p>{t('linksMade')}</p>
            <ul className="administration-links" data-testid="list-portal-admin-links">
              {links.map(({ email, link }) => (
                <li key={email}>
                  {email} <code className="administration-link">{link}</code>
                </li>
              ))}
            </ul>
            <CopyButton
              text={links.map(({ email, link }) => `${email} ${link}\n`).join('')}
              label={t('copyAll')}
              isSmall
              testId="btn-portal-copy-links"
            />
          </div>
        </div>
      )}
      <table className="administration-table card" data-testid="table-portal-admin-import">
        <caption className="visually-hidden">{t('report')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('line')}</th>
            <th scope="col">{t('user')}</th>
            <th scope="col">{t('customer')}</th>
            <th scope="col">{t('result')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, email, displayName, customer, problems }) => (
            <tr key={line} data-testid="row-portal-admin-import">
              <td>
                <span className="narrow-only">{t('line')}</span> {line}
              </td>
              <th scope="row">
                {displayName} <span className="hint">{email}</span>
              </th>
              <td>{customer}</td>
              <td>
                {problems.length === 0
                  ? t(isApplied ? 'created' : 'fine')
                  : problems.map((problem) => (
                      <span key={problem} className="field-error">
                        <WarningIcon /> {t(`problems.${problem}`, { min: limits.minLength, max: limits.maxLength })}
                      </span>
                    ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
