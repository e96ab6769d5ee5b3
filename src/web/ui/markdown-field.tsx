import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Field } from './field.tsx'
import { RenderedMarkdown } from './rendered-markdown.tsx'
import { Tabs } from './tabs.tsx'

interface Props {
  label: string
  hint?: string
  error?: string | undefined
  value: string
  maxLength: number
  rows: number
  placeholder?: string
  /** While it is being sent. */
  isReadOnly?: boolean
  onChange(value: string): void
  input?: RefObject<HTMLTextAreaElement | null>
  testId: string
}

type Tab = 'write' | 'preview'

/** How many characters may be left before the rest is counted. */
const countedBelow = 500

/** A text of several lines, with a look at how it will appear. Ctrl or Cmd with Enter sends the form. */
export function MarkdownField(props: Props) {
  const { label, hint, error, value, maxLength, rows, placeholder, isReadOnly, onChange, input, testId } = props
  const t = useTranslations('editor')
  const panel = useId()
  const [tab, setTab] = useState<Tab>('write')
  const isEmpty = value === ''
  // A text that was sent is gone: the next one is written.
  useEffect(() => {
    if (isEmpty) setTab('write')
  }, [isEmpty])
  // What is wrong with a text is shown, and put right, where it is written.
  const shown = error ? 'write' : tab
  const left = maxLength - [...value].length
  const sendOnEnter = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
  }

  return (
    <Field label={label} hint={hint} error={error}>
      {(connections) => (
        <div className="editor">
          <Tabs<Tab>
            label={t('views')}
            panel={panel}
            tabs={[
              { id: 'write', label: t('write') },
              { id: 'preview', label: t('preview') },
            ]}
            selected={shown}
            onSelect={setTab}
            testId={testId}
          />
          <div id={panel} role="tabpanel" aria-labelledby={`${panel}-${shown}`} className="editor-panel">
            <textarea
              {...connections}
              ref={input}
              className="editor-text"
              hidden={shown !== 'write'}
              rows={rows}
              value={value}
              placeholder={placeholder}
              readOnly={isReadOnly}
              onChange={(event) => onChange(event.target.value)}
              onKeyDown={sendOnEnter}
              data-testid={testId}
            />
            {shown === 'preview' && (
              <div className="editor-preview" data-testid={`${testId}-preview`}>
                {value.trim() === '' ? <p className="muted">{t('empty')}</p> : <RenderedMarkdown content={value} />}
              </div>
            )}
          </div>
          <p className="editor-footer muted">
            <span>{t('markdown')}</span>
            {left < 0 ? (
              <span className="over">{t('over', { over: -left })}</span>
            ) : (
              left < countedBelow && <span>{t('left', { left })}</span>
            )}
          </p>
        </div>
      )}
    </Field>
  )
}
