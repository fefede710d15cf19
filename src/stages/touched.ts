import type { Change } from '../change/change.ts'
import type { Ports, Worktrees } from '../ports.ts'
import type { GoParser } from '../syntax/go-parser.ts'
import type { Declaration } from '../syntax/outline.ts'

const KEYWORDS = ['go', 'chan', 'select'] as const

/** The words inside the declarations that the change adds or rewrites, tests left out. */
export async function readTouchedWords(
  change: Change,
  worktrees: Worktrees,
  parser: GoParser,
  ports: Ports,
): Promise<ReadonlySet<string>> {
  const words = new Set<string>()
  for (const file of change.files) {
    if (file.headPath === null || !isProductCode(file.headPath)) continue
    const text = await ports.files.readText(`${worktrees.head}/${file.headPath}`)
    const before = file.basePath === null ? null : await ports.files.readText(`${worktrees.base}/${file.basePath}`)
    const known = new Set(before === null ? [] : parser.parseOutline(before).declarations.map((d) => d.fingerprint))
    for (const declaration of text === null ? [] : parser.parseOutline(text).declarations) {
      if (!known.has(declaration.fingerprint)) for (const word of wordsOf(declaration)) words.add(word)
    }
  }
  return words
}

const WAITING = ['Mutex', 'RWMutex', 'Lock', 'RLock', 'WaitGroup', 'Cond', 'chan', 'select'] as const

/** Whether declarations with these words may make goroutines wait for each other. */
export function isWaiting(words: ReadonlySet<string>): boolean {
  return WAITING.some((word) => words.has(word))
}

/** A Go file that is compiled into the product. */
export function isProductCode(path: string): boolean {
  return path.endsWith('.go') && !path.endsWith('_test.go') && !/(?:^|\/)(?:testdata|vendor)\//.test(path)
}

function wordsOf(declaration: Declaration): string[] {
  const tokens = new Set(declaration.fingerprint.split(' '))
  return [...declaration.identifiers, ...KEYWORDS.filter((word) => tokens.has(word))]
}
