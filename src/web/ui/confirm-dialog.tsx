import { useEffect, useId, useRef } from 'react'

interface Props {
  isOpen: boolean
  title: string
  text: string
  confirm: string
  cancel: string
  /** What does the harm (discards, ends) when confirmed looks like it. */
  isDangerous?: boolean
  onConfirm(): void
  onCancel(): void
}

/** Asks before something is lost. The browser keeps the focus inside and gives it back afterwards. */
export function ConfirmDialog({
  isOpen,
  title,
  text,
  confirm,
  cancel,
  isDangerous = true,
  onConfirm,
  onCancel,
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    if (isOpen && !dialog.current?.open) dialog.current?.showModal()
    if (!isOpen) dialog.current?.close()
  }, [isOpen])
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault()
        onCancel()
      }}
      data-testid="dialog-portal-confirm"
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <p id={`${id}-text`}>{text}</p>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onCancel} data-testid="btn-portal-dialog-cancel">
          {cancel}
        </button>
        <button
          type="button"
          className={isDangerous ? 'button button-danger' : 'button button-primary'}
          onClick={onConfirm}
          data-testid="btn-portal-dialog-confirm"
        >
          {confirm}
        </button>
      </div>
    </dialog>
  )
}
