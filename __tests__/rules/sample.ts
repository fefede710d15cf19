import { findHits } from '../../src/rules/find-hits.ts'
import type { Hit } from '../../src/rules/rule.ts'
import { createPackage, type GoVersions } from '../../src/rules/source.ts'
import { GO_RULES } from '../../src/rules/table.ts'
import type { GoParser } from '../../src/syntax/go-parser.ts'

/** What the rules see in a package of the given files; the first one is looked at. */
export function findIn(
  parser: GoParser,
  files: string | readonly string[],
  go: GoVersions = { language: 26, toolchain: 26 },
): Hit[] {
  const texts = typeof files === 'string' ? [files] : files
  const opened = createPackage({
    importPath: 'example.com/p',
    name: /^package (\w+)/m.exec(texts[0] ?? '')?.[1] ?? '',
    complete: true,
    go,
    files: texts.map((text, index) => ({
      path: `f${index}.go`,
      text,
      parse: () => {
        const root = parser.parseTree(text, () => true)
        if (!root) throw new Error(`this is no Go:\n${text}`)
        return root
      },
    })),
  })
  const first = opened.open('f0.go')
  return first ? findHits(first, GO_RULES, texts[0] ?? '') : []
}

/** Only the rules' names. */
export function rulesIn(parser: GoParser, files: string | readonly string[], go?: GoVersions): string[] {
  return findIn(parser, files, go).map(({ rule }) => rule)
}
