import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'

/** Leaves the form; what was typed is kept or discarded, as one says. */
export function CancelButton({ isEmpty, onDiscard }: { isEmpty: boolean; onDiscard(): void }) {
  const t = useTranslations('newTicket')
  const navigate = useNavigate()
  const dialog = useRef<HTMLDialogElement>(null)
  const [isAsking, setIsAsking] = useState(false)
  useEffect(() => {
    if (isAsking && !dialog.current?.open) dialog.current?.showModal()
  }, [isAsking])
  const leave = () => navigate('/tickets')
  const stay = () => {
    dialog.current?.close()
    setIsAsking(false)
  }

  return (
    <>
      <button
        type="button"
        className="button"
        onClick={() => (isEmpty ? leave() : setIsAsking(true))}
        data-testid="btn-cancel-portal-ticket"
      >
        {t('cancel')}
      </button>
      <dialog
        ref={dialog}
        className="dialog"
        aria-labelledby="leave-title"
        aria-describedby="leave-text"
        onClose={stay}
      >
        <h2 id="leave-title">{t('leaveTitle')}</h2>
        <p id="leave-text">{t('leaveText')}</p>
        <div className="dialog-actions">
          <button type="button" className="button button-quiet" onClick={stay} data-testid="btn-portal-draft-continue">
            {t('continue')}
          </button>
          <button
            type="button"
            className="button button-danger"
            onClick={() => {
              onDiscard()
              leave()
            }}
            data-testid="btn-portal-draft-discard"
          >
            {t('discard')}
          </button>
          <button type="button" className="button button-primary" onClick={leave} data-testid="btn-portal-draft-keep">
            {t('keep')}
          </button>
        </div>
      </dialog>
    </>
  )
}
