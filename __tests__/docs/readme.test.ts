import { describe, expect, test } from '@jest/globals'
import { DEFAULT_CONFIG } from '../../src/config/config.ts'
import { FAIL_ON_WORDS, parseGate, renderGate } from '../../src/config/gate-words.ts'
import { FORMATS, MODES } from '../../src/config/invocation.ts'
import { OUTPUTS, optionsIn } from '../../src/config/options.ts'
import { judgeConclusion } from '../../src/delivery/conclusion.ts'
import { ARTEFACTS } from '../../src/report/formats.ts'
import { CHECKLIST } from '../../src/review/checklist/rules.ts'
import { type Review, VERDICTS } from '../../src/review/schema.ts'
import { quiet as QUIET } from '../fixtures/reviews/quiet.ts'
import { run } from './started.ts'
import { bare, blocksOf, codeSpansOf, ROOT, readText, rowsOf, sectionOf } from './texts.ts'

const text = readText('README.md')
const defaultWords = renderGate(DEFAULT_CONFIG)

test('starts with what it is, in three lines', () => {
  const [title, blank, ...rest] = text.split('\n')
  expect([title, blank]).toEqual(['# go-perf-review', ''])
  expect(rest.indexOf('')).toBe(3)
})

describe('the commands', () => {
  const shell = blocksOf(text, 'sh').join('\n')

  test('every flag that the text mentions is one of the command line', () => {
    const known = [...optionsIn('flag').map(({ key }) => key), 'help']
    const flags = [...text.matchAll(/(?<![\w-])--([a-z][\w-]*)/g)].map(([, flag]) => flag ?? '')
    expect(flags.length).toBeGreaterThan(10)
    expect(flags.filter((flag) => !known.includes(flag))).toEqual([])
  })

  test('every command line that the text shows is one that the program knows, with its flags', async () => {
    const lines = [...shell.matchAll(/^node (dist\/cli\.js) (\w+)([^#\n]*)/gm)]
    expect(lines.length).toBeGreaterThan(4)
    for (const [, program = '', command = '', rest = ''] of lines) {
      const help = await run([program, command, '--help'], ROOT)
      expect([help.status, command]).toEqual([0, command])
      for (const flag of rest.match(/--[\w-]+/g) ?? []) expect(help.stdout).toContain(`${flag} `)
    }
  })

  test('every command of the program is shown', async () => {
    const help = (await run(['dist/cli.js', '--help'], ROOT)).stdout
    const commands = [...(help.split('Commands:')[1] ?? '').matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name ?? '')
    expect(commands.filter((name) => name !== 'help' && !shell.includes(`cli.js ${name}`))).toEqual([])
  })

  test('the formats are those of --format', () => {
    const said = /`--format` is ([^;]+);/.exec(text)?.[1] ?? ''
    expect(codeSpansOf(said)).toEqual([...FORMATS])
  })

  test('each format has its row, and each file of a report is named', () => {
    expect(rowsOf(sectionOf(text, 'Formats')).map(([first = '']) => bare(first))).toEqual([...FORMATS])
    for (const { name } of ARTEFACTS) expect(text).toContain(`\`${name}\``)
  })

  test('Node.js is the version that package.json asks for', () => {
    const { engines } = JSON.parse(readText('package.json'))
    expect(text).toContain(`Node.js ${engines.node.replace('>=', '')} or newer`)
  })
})

describe('what blocks', () => {
  const section = sectionOf(text, 'What blocks')
  const rows = rowsOf(section)

  test('every word of fail-on has its row', () => {
    const words = rows.map(([word = '']) => bare(word))
    // `escapes` means `escapes=hot`; the other two are ways to switch off.
    const others = ['escapes', 'escapes=off', 'none']
    expect([...words, ...others].sort()).toEqual([...FAIL_ON_WORDS].sort())
    expect(parseGate(words.filter((word) => word !== 'escapes=all')).faults).toEqual([])
  })

  test.each(rows)('%s is %s by default', (word = '', standing = '') => {
    expect(standing).toBe(defaultWords.includes(bare(word)) ? 'on' : 'off')
  })

  test('thresholds and the label are the default ones', () => {
    const rowOf = (word: string) => rows.find(([first]) => first === `\`${word}\``)?.[2]
    expect(rowOf('bytes')).toContain(`more than ${DEFAULT_CONFIG.bytesThreshold} %`)
    expect(rowOf('time')).toContain(`more than ${DEFAULT_CONFIG.timeThreshold} %`)
    expect(DEFAULT_CONFIG.allocsThreshold).toBe(0)
    expect(section).toContain(`\`${DEFAULT_CONFIG.waiverLabel}\``)
    expect(text).toContain(`\`time-budget\` (${DEFAULT_CONFIG.timeBudget / 60} minutes)`)
  })
})

describe('the verdicts', () => {
  const rows = rowsOf(sectionOf(text, 'Verdicts'))
  const conclude = (verdict: Review['verdict'], failOn: readonly string[]): string => {
    const gate = { ...QUIET.gate, failOn: [...failOn] }
    const { exitCode, message } = judgeConclusion({ ...QUIET, verdict, gate })
    return exitCode === 0 && message !== null ? '0 with a warning' : String(exitCode)
  }

  test('are all there', () => {
    expect(rows.map(([verdict = '']) => bare(verdict)).sort()).toEqual([...VERDICTS].sort())
  })

  test.each(VERDICTS)('%s ends with the exit status that the table says', (verdict) => {
    const [, , cell = ''] = rows.find(([first]) => first === `\`${verdict}\``) ?? []
    const [usual = '', other] = cell.replace('0, with', '0 with').split('; ')
    expect(usual).toBe(conclude(verdict, defaultWords))
    const toggled = defaultWords.includes(verdict)
      ? { words: defaultWords.filter((word) => word !== verdict), how: 'without' }
      : { words: [...defaultWords, verdict], how: 'with' }
    const status = conclude(verdict, toggled.words)
    expect(other).toBe(status === usual ? undefined : `${status} ${toggled.how} \`${verdict}\` in \`fail-on\``)
  })
})

describe('the Action', () => {
  test('every output and every input that the text names exists', () => {
    const inputs = optionsIn('input').map(({ key }) => key)
    const outputs: readonly string[] = OUTPUTS.map(({ key }) => key)
    const named = (kind: string) =>
      [...text.matchAll(new RegExp(`\\b${kind}s?\\s+\`([\\w-]+)\``, 'g'))].map(([, key]) => key ?? '')
    expect(named('output').length).toBeGreaterThan(0)
    expect(named('input').length).toBeGreaterThan(2)
    expect(named('output').filter((key) => !outputs.includes(key))).toEqual([])
    expect(named('input').filter((key) => !inputs.includes(key))).toEqual([])
  })
})

test.each(MODES.filter((mode) => mode !== 'review'))('mode %s is explained', (mode) => {
  expect(sectionOf(text, 'Review pull requests')).toContain(`\`mode: ${mode}\``)
})

describe('what is not built yet', () => {
  test('the checklist has the items that the text speaks of', () => {
    expect(CHECKLIST).toHaveLength(10)
    expect(text).toContain('The checklist has ten questions.')
    expect(CHECKLIST.filter(({ number }) => number === 7 || number === 8).map(({ id }) => id)).toEqual([
      'pools',
      'concurrency',
    ])
  })
})
