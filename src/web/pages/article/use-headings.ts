import { type RefObject, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { announce } from '../../ui/announce.ts'

export interface Heading {
  id: string
  text: string
  level: number
}

/**
 * Gives each heading of an article a link that can be copied, and goes to the one that the address names.
 *
 * @param content what holds the article
 * @param html the article; its headings come with ids
 * @returns the headings, for a table of contents
 */
export function useHeadings(content: RefObject<HTMLElement | null>, html: string | undefined): Heading[] {
  const t = useTranslations('article')
  const [headings, setHeadings] = useState<Heading[]>([])

  useEffect(() => {
    if (html === undefined) return
    const elements = [...(content.current?.querySelectorAll<HTMLElement>('h2[id], h3[id]') ?? [])]
    const found = elements.map((element) => ({
      id: element.id,
      text: element.textContent,
      level: Number(element.tagName.slice(1)),
    }))
    setHeadings(found)
    const links = elements.map((element) => {
      const link = headingLink(element.id, t('copyLink'))
      link.addEventListener('click', () => copy(link.href, t('linkCopied')))
      element.append(link)
      return link
    })
    return () => {
      for (const link of links) link.remove()
    }
  }, [content, html, t])

  useEffect(() => {
    if (html !== undefined && window.location.hash) scrollTo(decoded(window.location.hash.slice(1)))
  }, [html])
  return headings
}

function headingLink(id: string, name: string): HTMLAnchorElement {
  const link = document.createElement('a')
  link.className = 'heading-link'
  link.href = `#${id}`
  link.textContent = '#'
  link.title = name
  link.setAttribute('aria-label', name)
  link.dataset.testid = 'link-portal-heading'
  return link
}

/** Where the browser lets pages copy, the address is copied; everywhere it then stands in the address bar. */
function copy(address: string, done: string): void {
  navigator.clipboard?.writeText(address).then(
    () => announce(done),
    () => undefined,
  )
}

function scrollTo(id: string): void {
  document.getElementById(id)?.scrollIntoView()
}

function decoded(hash: string): string {
  try {
    return decodeURIComponent(hash)
  } catch {
    return hash
  }
}
