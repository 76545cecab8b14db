const KEY = 'theme'

/** The colour schemes one can choose; `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const

/** A colour scheme. */
export type Theme = (typeof THEMES)[number]

/** The remembered choice; `system` when there is none. */
export function rememberedTheme(): Theme {
  const stored = localStorage.getItem(KEY)
  return THEMES.find((theme) => theme === stored) ?? 'system'
}

/** Applies a colour scheme to the page and remembers it. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme)
  applyTheme(theme)
}

/** Applies a colour scheme to the page. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
