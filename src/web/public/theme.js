// Applies the chosen theme before anything is painted; the policy of the page allows no inline script.
try {
  const theme = localStorage.getItem('portal.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Without storage, the system's theme it is.
}
