import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

const stages = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split(/^(?=FROM )/m)

/** What the instructions of one kind say in the last stage of the Dockerfile, the one that becomes the image. */
export function imageInstructions(kind: string): string[] {
  const lines = stages.at(-1)?.split('\n') ?? []
  return lines.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1).trim())
}

/** The command of an instruction in its exec form. A shell form is no JSON, and throws. */
export function execForm(text: string | undefined): string[] {
  const command: unknown = JSON.parse(text ?? '')
  if (!Array.isArray(command)) throw new Error(`${text} is no exec form`)
  return command.map(String)
}

/** What the image takes over from the repository, and from other stages, as paths in the repository. */
export function copiedPaths(): { fromRepository: string[]; fromStages: string[] } {
  const copies = imageInstructions('COPY').map((copy) => copy.split(/\s+/))
  const sources = copies.map((words) => words.filter((word) => !word.startsWith('--')).slice(0, -1))
  const isFromStage = (index: number) => copies[index]?.some((word) => word.startsWith('--from=')) ?? false
  return {
    fromRepository: sources.filter((_, index) => !isFromStage(index)).flat(),
    fromStages: sources
      .filter((_, index) => isFromStage(index))
      .flat()
      .map((path) => path.replace(/^\/portal\//, '')),
  }
}
