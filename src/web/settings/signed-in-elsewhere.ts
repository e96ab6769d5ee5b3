import { write } from './storage.ts'

const storageKey = 'portal.session'

/** Tells the other tabs that somebody signed in or out here. */
export function tellOtherTabs(): void {
  write(storageKey, crypto.randomUUID())
}

/** @returns how to stop listening */
export function onSignedInElsewhere(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === storageKey) listener()
  }
  window.addEventListener('storage', onStorage)
  return () => window.removeEventListener('storage', onStorage)
}
