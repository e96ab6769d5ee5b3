import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'

/** The address of the page that an article or a comment is shown on. */
const page = 'https://itsm.example.com/portal/kb/vpn'

/** What may be in rendered Markdown: elements, and the attributes of each with the values that they may have. */
const allowed: Record<string, Record<string, RegExp>> = {
  a: { href: /./, title: /^/, rel: /^noopener noreferrer nofollow$/ },
  img: { src: /^/, alt: /^/, title: /^/ },
  code: { class: /^language-\S*$/ },
  ol: { start: /^\d{1,9}$/ },
  li: { value: /^\d{1,9}$/ },
  pre: { class: /^email$/ },
  th: { class: /^align-(left|center|right)$/ },
  td: { class: /^align-(left|center|right)$/ },
  // The prefix keeps what people write from taking a name that the page's own scripts look for.
  ...Object.fromEntries(
    ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, { id: /^section-[\p{L}\p{N}-]*$/u }]),
  ),
  ...Object.fromEntries(
    'p em strong s ul blockquote hr br table thead tbody tr details summary'.split(' ').map((name) => [name, {}]),
  ),
}

type Element = DefaultTreeAdapterTypes.Element

/**
 * Parses HTML as a browser does and looks for what must not be in it.
 *
 * @returns what is wrong, one line each; nothing where all is well
 */
export function forbiddenIn(html: string): string[] {
  return everyNode(parseFragment(html)).flatMap((node) => {
    if (node.nodeName === '#text') return []
    if (!('tagName' in node)) return [`a ${node.nodeName}`]
    return [...wrongIn(node), ...wrongAddresses(node)]
  })
}

function everyNode(node: DefaultTreeAdapterTypes.ParentNode): DefaultTreeAdapterTypes.ChildNode[] {
  return node.childNodes.flatMap((child) => ['childNodes' in child ? [child, ...everyNode(child)] : [child]].flat())
}

function wrongIn({ tagName, attrs, namespaceURI }: Element): string[] {
  const attributes = allowed[tagName]
  if (!attributes || namespaceURI !== 'http://www.w3.org/1999/xhtml') return [`<${tagName}>`]
  return attrs
    .filter(({ name, value }) => !attributes[name]?.test(value))
    .map(({ name, value }) => `<${tagName} ${name}="${value}">`)
}

/** Links and images go to the web, to people or to the site itself; and no site elsewhere learns where one came from. */
function wrongAddresses({ tagName, attrs }: Element): string[] {
  const rel = attrs.find(({ name }) => name === 'rel')
  return attrs
    .filter(({ name }) => name === 'href' || name === 'src')
    .flatMap(({ name, value }) => {
      const target = URL.parse(value, page)
      if (!target) return []
      const shown = `<${tagName} ${name}="${value}">`
      if (!['https:', 'http:', 'mailto:', 'tel:'].includes(target.protocol))
        return [`${shown} goes to ${target.protocol}`]
      const isElsewhere = target.protocol.startsWith('http') && target.origin !== new URL(page).origin
      if (isElsewhere && !/^https?:\/\//i.test(value)) return [`${shown} leaves the site without saying so`]
      return isElsewhere && tagName === 'a' && !rel ? [`${shown} has no rel`] : []
    })
}
