import { createSetting } from './setting.ts'

export const themes = ['system', 'light', 'dark'] as const

/** The chosen theme; `public/theme.js` applies it before the first paint, this does afterwards. */
export const theme = createSetting('portal.theme', themes, () => 'system')

theme.subscribe(() => {
  const chosen = theme.get()
  if (chosen === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = chosen
})
