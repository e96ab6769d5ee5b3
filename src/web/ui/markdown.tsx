import { type RefObject, useEffect, useRef } from 'react'
import './markdown.css'

interface Props {
  /** From the API, which makes it safe; the policy of the page stops what would slip through. */
  html: string
  content?: RefObject<HTMLDivElement | null>
}

/** A text with its markup. */
export function Markdown({ html, content }: Props) {
  const own = useRef<HTMLDivElement>(null)
  const container = content ?? own
  // What is wider than the page scrolls by itself, and must be reachable by keyboard for that.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the elements are new whenever the HTML is
  useEffect(() => {
    for (const wide of container.current?.querySelectorAll<HTMLElement>('pre, table') ?? []) wide.tabIndex = 0
  }, [html, container])
  // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered by the API for exactly this (see html)
  return <div ref={container} className="markdown" dangerouslySetInnerHTML={{ __html: html }} />
}
