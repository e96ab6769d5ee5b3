import { useTranslations } from 'use-intl'

/** How the API joins a browser and the system that it runs on. */
const joint = ' on '

/** The name of a browser as the API tells it, `Firefox 133 on Windows`, in the language of the page. */
export function useBrowserName(): (browser: string) => string {
  const t = useTranslations('security')
  return (browser) => {
    const end = browser.lastIndexOf(joint)
    if (end < 0) return browser
    return t('browserOn', { browser: browser.slice(0, end), system: browser.slice(end + joint.length) })
  }
}
