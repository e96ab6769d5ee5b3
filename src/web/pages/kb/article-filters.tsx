import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { categoriesQuery } from '../../api/articles.ts'
import { CloseIcon } from '../../ui/icons.tsx'
import { Select } from '../../ui/select.tsx'
import type { ArticleSearch } from './article-search.ts'

interface Props {
  search: ArticleSearch
  change(part: Partial<ArticleSearch>): void
}

/** So many categories still fit as buttons; more go into a list. */
const buttonsAtMost = 8

/** Categories with their numbers of articles, and the tag that was chosen on a card. */
export function ArticleFilters({ search, change }: Props) {
  const t = useTranslations('kb')
  const format = useFormatter()
  const { data: categories = [] } = useQuery(categoriesQuery)
  const toggle = (category: string) => change({ category: category === search.category ? '' : category })
  const tag = search.tag !== '' && (
    <button
      type="button"
      className="chip chip-tag"
      onClick={() => change({ tag: '' })}
      aria-label={t('removeTag', { tag: search.tag })}
      data-testid="chip-portal-tag"
    >
      #{search.tag} <CloseIcon />
    </button>
  )

  if (categories.length > buttonsAtMost)
    return (
      <div className="filters-row kb-filters">
        <Select
          label={t('category')}
          value={search.category}
          options={[
            { value: '', label: t('allCategories') },
            ...categories.map(({ name, articleCount }) => ({ value: name, label: `${name} (${articleCount})` })),
          ]}
          onChange={(category) => change({ category })}
          testId="select-portal-kb-category"
        />
        {tag}
      </div>
    )
  return (
    <fieldset className="chips kb-filters" data-testid="filter-portal-kb-category">
      <legend className="visually-hidden">{t('filterByCategory')}</legend>
      <button
        type="button"
        className="chip"
        aria-pressed={search.category === ''}
        onClick={() => change({ category: '' })}
        data-testid="chip-portal-category-all"
      >
        {t('allCategories')}
      </button>
      {categories.map(({ name, articleCount }) => (
        <button
          key={name}
          type="button"
          className="chip"
          aria-pressed={name === search.category}
          onClick={() => toggle(name)}
          data-testid="chip-portal-category"
        >
          {name} <span className="chip-count">{format.number(articleCount)}</span>
        </button>
      ))}
      {tag}
    </fieldset>
  )
}
