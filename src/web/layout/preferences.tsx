import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { language, languages } from '../i18n/language.ts'
import { useSetting } from '../settings/setting.ts'
import { theme, themes } from '../settings/theme.ts'
import { MonitorIcon, MoonIcon, SunIcon } from '../ui/icons.tsx'
import { Segments } from '../ui/segments.tsx'

const themeIcons = { system: MonitorIcon, light: SunIcon, dark: MoonIcon }
/** Each in its own words, so that everybody finds theirs. */
const languageNames = { de: 'Deutsch', en: 'English' }

/** Language and theme. */
export function Preferences() {
  const t = useTranslations('account')
  const id = useId()
  const chosenLanguage = useSetting(language)
  const chosenTheme = useSetting(theme)
  return (
    <div className="preferences">
      <Segments
        name={`${id}-language`}
        legend={t('language')}
        value={chosenLanguage}
        options={languages.map((value) => ({ value, label: <span lang={value}>{languageNames[value]}</span> }))}
        onChange={language.set}
        testId="switch-portal-language"
      />
      <Segments
        name={`${id}-theme`}
        legend={t('theme')}
        value={chosenTheme}
        options={themes.map((value) => {
          const Icon = themeIcons[value]
          return {
            value,
            label: (
              <>
                <Icon /> {t(`themes.${value}`)}
              </>
            ),
          }
        })}
        onChange={theme.set}
        testId="switch-portal-theme"
      />
    </div>
  )
}
