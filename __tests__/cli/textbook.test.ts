/**
 * The textbook pairs, slow and good, as one change in either direction: the report of each names the item of the
 * checklist, the line, the cause and the measured difference.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ChecklistItem, Review } from '../../src/review/schema.ts'
import type { FileTree } from '../fixtures/shapes.ts'
import { runProgram, runReview } from './program.ts'
import { makeChange, makeGround } from './repository.ts'

interface Pair {
  readonly name: string
  /** Of the checklist. */
  readonly item: number
  /** Of the slow form: where it allocates. */
  readonly place: string
  /** Why, in words of the report. */
  readonly cause: string
  /** The rule that explains it; null where the compiler does. */
  readonly rule: string | null
  /** allocs/op: constant, and the same with every Go that is tested unless a bound is all that is known. */
  readonly slow: number
  readonly good: number
}

const pair = (
  name: string,
  item: number,
  place: string,
  [slow, good]: readonly [number, number],
  rule: string | null,
  cause: string,
): Pair => ({ name, item, place, cause, rule, slow, good })

const CONCATENATION = '`all` grows by concatenation in a loop: each turn copies it whole'
const PAIRS: readonly Pair[] = [
  pair('Point', 1, 'point.go:7', [1, 0], null, 'its address is returned'),
  pair('Page', 1, 'page.go:7', [1, 0], null, 'its address is returned'),
  pair('Counter', 1, 'counter.go:5', [2, 0], null, 'a closure that outlives the call captures it'),
  pair('Buffer', 2, 'buffer.go:7', [20, 3], 'concat-in-loop', CONCATENATION),
  pair('Builder', 2, 'builder.go:7', [20, 5], 'concat-in-loop', CONCATENATION),
  pair('Grown', 2, 'grown.go:7', [20, 1], 'concat-in-loop', CONCATENATION),
  pair(
    'Sized',
    3,
    'sized.go:9',
    [5, 1],
    'builder-grow',
    '`joined` is written in a loop of known length, and never grown',
  ),
  pair('Labels', 2, 'label.go:9', [8, 4], 'fmt-in-loop', '`fmt.Sprintf("%d", id)` boxes and formats a number'),
  pair(
    'Squares',
    3,
    'squares.go:7',
    [7, 1],
    'append-capacity',
    '`squares` is appended to in a loop of `len(numbers)` turns, and starts without capacity',
  ),
  pair(
    'Index',
    3,
    'index.go:7',
    [11, 4],
    'map-size',
    '`index` is filled in a loop of `len(names)` turns, and made without a size',
  ),
  pair(
    'RoundTrip',
    5,
    'roundtrip.go:10',
    [2, 0],
    'conversion-round-trip',
    '`[]byte(text)` converts back what `string(line)` converted',
  ),
  pair(
    'Pool',
    7,
    'pool.go:12',
    [1, 0],
    'pool-put-value',
    '`buffer` is no pointer: each `Put` allocates for its slice header',
  ),
  pair(
    'Drain',
    8,
    'drain.go:15',
    [64, 4],
    'time-after-in-loop',
    'each turn of the loop makes a new timer and a channel',
  ),
  pair(
    'Path',
    10,
    'path.go:9',
    [101, 1],
    'pointer-elements',
    '`path` holds pointers to structs of 16 bytes, each allocated by itself',
  ),
  // The runtime keeps the goroutines that ended: what is allocated for them is their closures.
  pair(
    'Workers',
    8,
    'workers.go:10',
    [65, 6],
    'goroutine-per-item',
    'a goroutine is started for each item of `items`, however many there are',
  ),
]

const FIXTURE = fileURLToPath(new URL('../fixtures/textbook/', import.meta.url))

function readTree(side: 'slow' | 'good'): FileTree {
  const from = (folder: string): FileTree =>
    Object.fromEntries(
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => [name, readFileSync(path.join(folder, name), 'utf8')]),
    )
  return { ...from(FIXTURE), ...from(path.join(FIXTURE, side)) }
}

interface Told {
  readonly review: Review
  readonly exitCode: number | undefined
  readonly stderr: string
  /** As a reader sees it: without what only keeps Markdown from being more than text. */
  readonly markdown: string
  readonly terminal: string
}

const ground = makeGround()
afterAll(() => ground.remove())

async function tell(name: string, base: FileTree, head: FileTree): Promise<Told> {
  const { repository } = makeChange(path.join(ground.folder, name), { base, head })
  const { review, exitCode, stderr, stdout } = await runReview(
    // Counts alone matter here: the fewest samples that prove them.
    ['review', '--base', 'main', '--count', '6', '--warm-up', '0'],
    { cwd: repository },
  )
  const file = path.join(ground.folder, `${name}.json`)
  writeFileSync(file, stdout)
  const render = async (format: string): Promise<string> =>
    (await runProgram(['render', file, '--format', format])).stdout
  const markdown = (await render('markdown')).replaceAll('\\[', '[').replaceAll('\\]', ']').replaceAll('&gt;', '>')
  return { review, exitCode, stderr, markdown, terminal: (await render('terminal')).replace(/\s+/g, ' ') }
}

const itemOf = (review: Review, number: number): ChecklistItem | undefined =>
  review.checklist.find((item) => item.number === number)
const hasPlace = ({ file, line }: { file?: string | undefined; line?: number | undefined }, place: string): boolean =>
  `${file}:${line}` === place

describe('the slow form in place of the good one', () => {
  let told: Told
  beforeAll(async () => {
    told = await tell('worse', readTree('good'), readTree('slow'))
  }, 300_000)

  test('blocks, and every pair is measured', () => {
    expect(told).toMatchObject({ exitCode: 1, stderr: '' })
    expect([told.review.verdict, told.review.problems]).toEqual(['regressed', []])
    expect(told.review.benchmarks.map(({ name }) => name).sort()).toEqual(
      PAIRS.map(({ name }) => `Benchmark${name}`).sort(),
    )
  })

  test.each(PAIRS)('$name: $place, item $item', ({ name, item, place, cause, rule, slow, good }) => {
    const { review, markdown } = told
    const benchmark = review.benchmarks.find((one) => one.name === `Benchmark${name}`)
    expect(benchmark?.metrics['allocs/op']).toMatchObject({
      verdict: 'regressed',
      base: { center: good },
      head: { center: slow },
    })
    expect(benchmark?.attribution?.some((line) => line.side !== 'base' && hasPlace(line, place))).toBe(true)
    expect(itemOf(review, 1)?.state).toBe('attention')
    expect(itemOf(review, item)?.state).toBe('attention')

    // What is said of this benchmark, up to the next one.
    const said = markdown
      .split(/^(?=\*\*`Benchmark|\||<\/?details)/m)
      .find((part) => part.startsWith(`**\`Benchmark${name}\``))
    expect(said).toContain(`· ${good} → **${slow} allocs/op**`)
    expect(said).toContain(`- \`${place}\``)
    expect(said).toContain(cause)
    if (rule === null) {
      expect(itemOf(review, item)?.evidence.some((evidence) => hasPlace(evidence, place))).toBe(true)
      return
    }
    const findings = review.findings.filter(
      (finding) => finding.rule === rule && finding.file === place.replace(/:.*/, ''),
    )
    expect(findings).toMatchObject([{ severity: 'warning', blocking: false, evidence: 'measurement', title: cause }])
    const shown = `${findings[0]?.file}:${findings[0]?.line}`
    expect(itemOf(review, item)?.evidence.some((evidence) => hasPlace(evidence, shown))).toBe(true)
    // Once, with the benchmark that feels it, and on that line nothing else gives vaguer advice.
    const before = markdown.slice(0, markdown.indexOf('**Checklist**'))
    expect(before.split('\n').filter((line) => line.includes(cause) && line.includes(place)).length).toBeLessThan(2)
    expect(review.findings.filter((finding) => finding.rule === 'new-escape' && hasPlace(at(finding), place))).toEqual(
      [],
    )
  })

  test('the advice of a rule stands where the compiler alone would give that of its cause', () => {
    for (const advice of ['Write `strconv.Itoa(id)`', 'Pool a pointer to it', 'Use `line` again']) {
      expect(told.markdown.split(advice)).toHaveLength(2)
    }
    for (const vague of ['Keep the concrete type', 'Stay with one of the two types', 'On a hot path use strconv']) {
      expect(told.markdown).not.toContain(vague)
    }
  })

  test('what is told with its benchmark is not told again', () => {
    expect(told.markdown).not.toContain('**Also found**')
    expect(told.markdown).not.toContain('hints from the text alone')
  })

  test('the terminal says the same of those that it shows, and counts the others', () => {
    const shown = PAIRS.filter(({ name }) => told.terminal.includes(`Benchmark${name} ·`))
    expect(shown.length).toBeGreaterThanOrEqual(10)
    expect(told.terminal).toContain('10 more benchmarks that block, the first 5 here')
    for (const { place, cause } of shown) {
      expect(told.terminal).toContain(`- ${place}`)
      expect(told.terminal).toContain(cause.replaceAll('`', ''))
    }
  })
})

describe('the good form in place of the slow one', () => {
  let told: Told
  beforeAll(async () => {
    told = await tell('better', readTree('slow'), readTree('good'))
  }, 300_000)

  test('passes, and every benchmark got better', () => {
    expect(told).toMatchObject({ exitCode: 0, stderr: '' })
    expect([told.review.verdict, told.review.problems]).toEqual(['pass', []])
    expect(told.markdown).toContain('<summary>Better: 15 benchmarks improved, ')
  })

  test.each(PAIRS)('$name: $place, item $item', ({ name, item, place, cause, rule, slow, good }) => {
    const { review, markdown } = told
    const benchmark = review.benchmarks.find((one) => one.name === `Benchmark${name}`)
    expect(benchmark?.metrics['allocs/op']).toMatchObject({
      verdict: 'improved',
      base: { center: slow },
      head: { center: good },
    })
    const better = markdown.slice(markdown.indexOf('<summary>Better'))
    expect(better).toContain(`| \`${name}\` allocs/op | ${slow} | ${good} |`)
    const gone = better
      .split('\n')
      .find((line) => line.startsWith(`- \`${place}\``) && line.includes(rule === null ? ' in ' : ': '))
    if (rule === null) {
      expect(gone).toContain(cause.includes('closure') ? '(closure capture)' : '(returned address)')
      expect(itemOf(review, 1)?.summary).toContain(' fixed')
      return
    }
    expect(gone).toContain(`: ${cause} (\`${name}\` ${slow} → ${good} allocs/op)`)
    expect(itemOf(review, item)?.summary).toContain('gone: ')
    expect(
      review.findings.filter((finding) => finding.rule === rule && finding.file === place.replace(/:.*/, '')),
    ).toEqual([])
  })

  test('a slice that is made with its size was fresh memory before', () => {
    expect(itemOf(told.review, 6)?.evidence).toEqual([])
    expect(itemOf(told.review, 6)?.summary).not.toContain('fresh memory')
  })
})

function at({ file, line }: { readonly file: string | null; readonly line: number | null }): {
  file: string
  line: number
} {
  return { file: file ?? '', line: line ?? 0 }
}
