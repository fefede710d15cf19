import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { parse, stringify } from 'yaml'
import { renderConfigSchema } from '../../src/config/json-schema.ts'
import { renderActionMetadata } from '../../src/config/metadata.ts'
import { OUTPUTS, optionsIn } from '../../src/config/options.ts'
import { renderOptionsTable } from '../../src/config/options-table.ts'
import { describeProblems } from '../../src/config/problem.ts'
import { parseWritten } from '../../src/config/written.ts'
import { readCommitted, readGenerated } from './generated.ts'

// UPDATE_SCHEMA=1 brings the committed files up to date.

const ajv = new Ajv({ strict: false, formats: { date: true } })

const schema = JSON.parse(renderConfigSchema())
const validate = ajv.compile(schema)

describe('action.yml', () => {
  test('is made from the table', () => {
    const expected = renderActionMetadata()
    expect(readGenerated('action.yml', expected)).toBe(expected)
  })

  test('holds every input and output, and defaults only where the config file has no say', () => {
    const metadata = parse(readCommitted('action.yml'))
    expect(Object.keys(metadata.inputs)).toEqual(optionsIn('input').map((option) => option.key))
    expect(Object.keys(metadata.outputs)).toEqual(OUTPUTS.map((output) => output.key))
    for (const option of optionsIn('input')) {
      const input = metadata.inputs[option.key]
      expect(input.description).toContain(option.description)
      expect(input.default).toBe(option.in.includes('file') || option.default === '' ? undefined : option.default)
      if (option.default !== '' && input.default === undefined) expect(input.description).toContain(option.default)
    }
    expect(metadata.runs).toEqual({ using: 'node24', main: 'dist/action.js' })
  })

  test('has no expression outside of a default: a runner would evaluate it', () => {
    const expressions = readCommitted('action.yml')
      .split('\n')
      .filter((line) => line.includes('$' + '{{'))
    expect(expressions.map((line) => line.trim())).toEqual(['default: $' + '{{ github.token }}'])
  })
})

describe('schema/config.schema.json', () => {
  test('is made from the table', () => {
    const expected = renderConfigSchema()
    expect(readGenerated('schema/config.schema.json', expected)).toBe(expected)
  })

  test('names every option of the file and nothing else', () => {
    expect(Object.keys(schema.properties)).toEqual(optionsIn('file').map((option) => option.key))
    expect(validate({ alocs: 1 })).toBe(false)
    expect(validate({ count: 'ten' })).toBe(false)
    expect(validate({ waivers: [{ benchmark: 'B' }] })).toBe(false)
  })

  test('an editor never marks what the program accepts', () => {
    const value = fc.oneof(
      fc.constantFrom(
        '5%',
        '10m',
        '600',
        'allocs, bytes',
        ['allocs'],
        5,
        0,
        1.5,
        true,
        'module',
        'never',
        './...',
        ['a', 'b'],
        {},
      ),
      fc.constantFrom<unknown>(
        { generated: false, files: 'a b' },
        { 'frames/s': 'none' },
        [{ benchmark: 'B', reason: 'r', expires: '2028-02-29' }],
        [{ benchmark: 'B', metric: 'x', ceiling: 0 }],
        [{ packages: 'a b', count: 3, 'bytes-threshold': '1%' }],
      ),
      fc.jsonValue(),
    )
    const keys = optionsIn('file').map((option) => option.key)
    fc.assert(
      fc.property(fc.constantFrom(...keys), value, (key, written) => {
        fc.pre(written !== null)
        const { problems } = parseWritten({ kind: 'file', path: 'c.yml' }, stringify({ [key]: written }))
        // Keys without a value are left out by the parser alone.
        fc.pre(!JSON.stringify(written).includes('null'))
        if (problems.length === 0) expect([validate({ [key]: written }), key, written]).toEqual([true, key, written])
      }),
      { numRuns: 2000 },
    )
  })
})

describe('docs/configuration.md', () => {
  const between = /(<!-- options: .*? -->\n)[\s\S]*?(<!-- end of options -->)/

  test('shows the table of all options', () => {
    const committed = readCommitted('docs/configuration.md')
    expect(committed).toMatch(between)
    const expected = committed.replace(
      between,
      (_, start: string, end: string) => `${start}${renderOptionsTable()}\n${end}`,
    )
    expect(readGenerated('docs/configuration.md', expected)).toBe(expected)
  })

  test('its example is right, complete, and right for an editor too', () => {
    const example = /```yaml\n([\s\S]*?)```/.exec(readCommitted('docs/configuration.md'))?.[1] ?? ''
    const { problems } = parseWritten({ kind: 'file', path: 'docs/configuration.md' }, example)
    expect(describeProblems(problems)).toBe('')
    const value = parse(example)
    expect(Object.keys(value).sort()).toEqual(
      optionsIn('file')
        .map((option) => option.key)
        .sort(),
    )
    expect([validate(value), validate.errors]).toEqual([true, null])
  })
})
