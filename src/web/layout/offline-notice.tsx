import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { OfflineIcon } from '../ui/icons.tsx'

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Says that the network is away, and that nothing typed is lost. */
export function OfflineNotice() {
  const t = useTranslations('layout')
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine)
  return (
    <div role="status">
      {!isOnline && (
        <p className="offline-notice">
          <OfflineIcon /> {t('offline')}
        </p>
      )}
    </div>
  )
}
