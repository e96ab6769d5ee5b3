let email = ''

/** Whose session ended last, by e-mail. Only this page knows it, and only until it is left: it is stored nowhere. */
export const endedSession = {
  email: () => email,
  keep(ended: string): void {
    email = ended
  },
}
