import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import MarkdownIt, { type Token } from 'markdown-it'
import t from 'tap'
import { errorTable } from '../schemas/errors.ts'
import { settings } from '../src/config/settings.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A document for people. */
interface Document {
  /** Where it stands in the repository. */
  path: string
  links: string[]
  /** The code in its lines and in its blocks. */
  code: string[]
  /** The anchors of its headings, as code hosts make them. */
  sections: string[]
}

const documents = globSync(['*.md', '{docs,test}/**/*.md'], { cwd: root }).map(readDocument)

function readDocument(path: string): Document {
  const document: Document = { path, links: [], code: [], sections: [] }
  const tokens = new MarkdownIt().parse(readFileSync(join(root, path), 'utf8'), {})
  for (const [position, token] of tokens.entries()) {
    if (token.type === 'heading_open') document.sections.push(sectionOf(tokens[position + 1]?.content ?? ''))
    if (token.type === 'fence') document.code.push(token.content)
    for (const part of token.children ?? []) readPart(document, part)
  }
  return document
}

function readPart({ links, code }: Document, part: Token): void {
  if (part.type === 'code_inline') code.push(part.content)
  const target = part.attrGet(part.type === 'image' ? 'src' : 'href')
  if (target !== null) links.push(String(target))
}

function sectionOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

/** The relative links of a document, each with the path that it leads to. */
function relativeLinks({ path, links }: Document): { link: string; target: string; section: string | undefined }[] {
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [file, section] = link.split('#')
      return { link, target: file ? join(dirname(path), file) : path, section }
    })
}

t.test('every relative link leads to a file and, where it names one, to a section of it', async (t) => {
  const broken = documents.flatMap((document) =>
    relativeLinks(document)
      .filter(({ target, section }) => {
        const sections = documents.find(({ path }) => path === target)?.sections
        return !existsSync(join(root, target)) || (section !== undefined && !sections?.includes(section))
      })
      .map(({ link }) => `${document.path}: ${link}`),
  )
  t.same(broken, [])
})

t.test('every path of the repository that is named in code is there', async (t) => {
  const path = /^(?:src|schemas|test|docs|deploy|openapi|\.ci)\/[\w./-]+$/
  const missing = documents.flatMap((document) =>
    document.code
      .filter((code) => path.test(code) && !existsSync(join(root, code)))
      .map((code) => `${document.path}: ${code}`),
  )
  t.same(missing, [])
})

t.test('every npm script that is named is there', async (t) => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const missing = documents.flatMap((document) =>
    [...document.code.join('\n').matchAll(/npm run (?:--?\w+ )*([a-z][\w:-]*)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !Object.hasOwn(scripts, name))
      .map((name) => `${document.path}: npm run ${name}`),
  )
  t.same(missing, [])
})

t.test('every setting and error code that is named is there', async (t) => {
  const ofDevelopment = ['PORTAL_API', 'TEST_DATABASE_URL', 'TEST_MYSQL_ROOT', 'TEST_MYSQL_URL']
  const known = new Set([...Object.keys(settings.properties), ...Object.keys(errorTable), ...ofDevelopment])
  const unknown = documents.flatMap((document) =>
    document.code
      .flatMap((code) => /^([A-Z]+(?:_[A-Z]+)+?)(?:_FILE)?(?:=|$)/.exec(code)?.[1] ?? [])
      .filter((name) => !known.has(name))
      .map((name) => `${document.path}: ${name}`),
  )
  t.same(unknown, [])
})

t.test('every document is reached from the README', async (t) => {
  const reached = new Set(['README.md'])
  for (const path of reached)
    for (const { target } of documents.filter((document) => document.path === path).flatMap(relativeLinks))
      reached.add(target)
  t.same(
    documents.map(({ path }) => path).filter((path) => !reached.has(path)),
    [],
  )
})
