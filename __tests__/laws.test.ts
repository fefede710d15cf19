/** The linter enforces the two laws of ARCHITECTURE.md and the house rules: a file that breaks one fails, at its place only. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

const PROJECT = fileURLToPath(new URL('..', import.meta.url))
const BIOME = path.join(PROJECT, 'node_modules/@biomejs/biome/bin/biome')

interface Violation {
  readonly file: string
  readonly text: string
  /** The rule that refuses it; null where it is allowed. */
  readonly rule: string | null
}

const CORE = [
  'stats',
  'change',
  'config',
  'escape',
  'bench',
  'profile',
  'syntax',
  'compile',
  'review',
  'report',
  'delivery',
  'stages',
]
const SUBJECTS = ['escape', 'bench', 'profile', 'syntax', 'compile']
const GLOBALS = [
  'process.pid',
  'Date.now()',
  'fetch',
  'performance.now()',
  'setTimeout',
  'setInterval',
  'Buffer.from([])',
]
const EFFECTS = ['execa', '@actions/core', '@octokit/rest', '../io/git.ts', '../cli.ts', '../action.ts']

const uses = (module: string): string => `import { thing } from '${module}'\n\nexport const used = thing\n`
const usesGlobal = (expression: string): string => `export const used = ${expression}\n`

const violations = (files: readonly string[], text: string, rule: string | null): Violation[] =>
  files.map((file) => ({ file, text, rule }))
const everywhere = (folders: readonly string[]): string[] => folders.map((folder) => `src/${folder}/sample.ts`)

/** By law: what must fail, and beside it what must not, so that no rule fails for everything. */
const LAWS: Readonly<Record<string, readonly Violation[]>> = {
  'the core imports no effects': [
    ...EFFECTS.flatMap((module) => violations(everywhere(CORE), uses(module), 'noRestrictedImports')),
    ...violations(['src/run.ts', 'src/ports.ts', 'src/errors.ts'], uses('./io/git.ts'), 'noRestrictedImports'),
    ...violations(['src/io/sample.ts', 'src/cli.ts', 'src/action.ts'], uses('execa'), null),
  ],
  'the core imports nothing of Node': [
    ...violations([...everywhere(CORE), 'src/run.ts', 'src/ports.ts'], uses('node:fs'), 'noNodejsModules'),
    ...violations(['src/io/sample.ts', 'src/cli.ts', 'src/action.ts'], uses('node:fs'), null),
  ],
  'the core uses no effects through globals': [
    ...GLOBALS.flatMap((name) =>
      violations([...everywhere(CORE), 'src/run.ts'], usesGlobal(name), 'noRestrictedGlobals'),
    ),
    ...GLOBALS.flatMap((name) => violations(['src/io/sample.ts', 'src/cli.ts'], usesGlobal(name), null)),
  ],
  'stats and change stand at the bottom': [
    ...violations(everywhere(['stats', 'change']), uses('../errors.ts'), 'noRestrictedImports'),
    ...violations(everywhere(['stats', 'change']), uses('../bench/leaf.ts'), 'noRestrictedImports'),
    ...violations(everywhere(['bench']), uses('../stats/median.ts'), null),
  ],
  'ports holds interfaces only': violations(['src/ports.ts'], uses('./config/config.ts'), 'noRestrictedImports'),
  'config knows no subject': [
    ...[
      '../review/schema.ts',
      '../report/markdown.ts',
      ...SUBJECTS.filter((s) => s !== 'compile').map((s) => `../${s}/x.ts`),
    ].flatMap((module) => violations(everywhere(['config']), uses(module), 'noRestrictedImports')),
  ],
  'subjects know neither each other nor who uses them': [
    ...SUBJECTS.flatMap((subject) =>
      [...SUBJECTS.filter((other) => other !== subject), 'review', 'report', 'config', 'delivery', 'stages'].flatMap(
        (other) => violations(everywhere([subject]), uses(`../${other}/x.ts`), 'noRestrictedImports'),
      ),
    ),
    ...violations(everywhere(SUBJECTS), uses('../run.ts'), 'noRestrictedImports'),
    ...violations(everywhere(['review']), uses('../bench/leaf.ts'), null),
  ],
  'review is not above itself': ['../report/x.ts', '../delivery/x.ts', '../stages/x.ts', '../run.ts'].flatMap(
    (module) => violations(everywhere(['review']), uses(module), 'noRestrictedImports'),
  ),
  'a renderer sees the review only': [
    ...[...SUBJECTS.filter((s) => s !== 'compile'), 'stats', 'change', 'config'].flatMap((other) =>
      violations(everywhere(['report']), uses(`../${other}/x.ts`), 'noRestrictedImports'),
    ),
    ...violations(everywhere(['report']), uses('../ports.ts'), 'noRestrictedImports'),
    ...violations(everywhere(['report']), uses('../review/schema.ts'), null),
  ],
  'io knows no subject': [
    ...['review', 'report', 'escape', 'bench', 'profile', 'syntax', 'stats', 'config'].flatMap((other) =>
      violations(everywhere(['io']), uses(`../${other}/x.ts`), 'noRestrictedImports'),
    ),
    ...violations(everywhere(['io']), uses('../run.ts'), 'noRestrictedImports'),
    ...violations(everywhere(['io']), uses('../ports.ts'), null),
  ],
  'types hide nothing': [
    ...violations(
      ['src/cli.ts', 'src/stats/sample.ts'],
      'export function first(list: any) {\n  return list\n}\n',
      'noExplicitAny',
    ),
    ...violations(
      ['src/cli.ts', 'src/stats/sample.ts'],
      'export const first = (list: readonly string[]) => list[0]!.length\n',
      'noNonNullAssertion',
    ),
    ...violations(['src/cli.ts', 'src/stats/sample.ts'], 'export default 1\n', 'noDefaultExport'),
    ...violations(['src/stats/sample.ts'], "console.log('x')\n", 'noConsole'),
  ],
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'laws-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The rules that refused each file. */
const refusals = new Map<Violation, readonly string[]>()
beforeAll(() => {
  for (const [index, files] of planProjects(Object.values(LAWS).flat()).entries()) {
    const project = path.join(folder, String(index))
    for (const [file, { text }] of files) {
      mkdirSync(path.dirname(path.join(project, file)), { recursive: true })
      writeFileSync(path.join(project, file), text)
    }
    const refused = lint(project)
    for (const [file, violation] of files) refusals.set(violation, refused.get(file) ?? [])
  }
})

describe.each(Object.keys(LAWS))('%s', (law) => {
  test('is enforced', () => {
    const violations = LAWS[law] ?? []
    expect(violations.length).toBeGreaterThan(0)
    expect(violations.map((violation) => ({ ...violation, refused: refusals.get(violation) }))).toEqual(
      violations.map((violation) => ({ ...violation, refused: violation.rule === null ? [] : [violation.rule] })),
    )
  })
})

test('files do not import each other in a circle', () => {
  const project = path.join(folder, 'circle')
  mkdirSync(path.join(project, 'src/stats'), { recursive: true })
  const half = (own: string, other: string): string =>
    `import { ${other} } from './${other}.ts'\n\nexport const ${own} = (n: number): number => ${other}(n)\n`
  writeFileSync(path.join(project, 'src/stats/one.ts'), half('one', 'two'))
  writeFileSync(path.join(project, 'src/stats/two.ts'), half('two', 'one'))
  const circle = ['noImportCycles']
  expect(Object.fromEntries(lint(project))).toEqual({ 'src/stats/one.ts': circle, 'src/stats/two.ts': circle })
})

/** Few projects, so that the linter starts few times: a sample may have any name, the others have one place in each. */
function planProjects(violations: readonly Violation[]): readonly ReadonlyMap<string, Violation>[] {
  const projects: Map<string, Violation>[] = []
  for (const [index, violation] of violations.entries()) {
    const file = violation.file.replace('sample.ts', `sample-${index}.ts`)
    let project = projects.find((candidate) => !candidate.has(file))
    if (!project) {
      project = new Map()
      projects.push(project)
    }
    project.set(file, violation)
  }
  return projects
}

/** The rules that the files of a project break under our configuration, by file. */
function lint(project: string): ReadonlyMap<string, readonly string[]> {
  // Ours but for what concerns git, as the project is in no repository.
  const config: object = JSON.parse(readFileSync(path.join(PROJECT, 'biome.json'), 'utf8'))
  writeFileSync(path.join(project, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }))
  const args = [BIOME, 'lint', '--reporter=json', '--max-diagnostics=none', '.']
  const { stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const printed: { diagnostics: { category: string; location: { path: string } }[] } = JSON.parse(stdout)
  const refused = new Map<string, readonly string[]>()
  for (const { category, location } of printed.diagnostics) {
    const rules = new Set([...(refused.get(location.path) ?? []), category.split('/').at(-1) ?? category])
    refused.set(location.path, [...rules])
  }
  return refused
}
