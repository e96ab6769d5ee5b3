import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { useTranslations } from 'use-intl'

interface Props {
  /** The name of the page in the title of the window. */
  title: string
  children?: ReactNode
  className?: string
}

/** The heading of a page. It names the window and, when one comes from another page, takes the focus. */
export function PageHeading({ title, children = title, className }: Props) {
  const t = useTranslations('layout')
  const heading = useRef<HTMLHeadingElement>(null)
  const { key, pathname, hash } = useLocation()
  const isFirstPage = key === 'default'

  useEffect(() => {
    document.title = `${title} · ${t('product')}`
  }, [title, t])
  useEffect(() => {
    if (pathname && !isFirstPage && !hash) heading.current?.focus({ preventScroll: true })
  }, [pathname, isFirstPage, hash])

  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h1>
  )
}
