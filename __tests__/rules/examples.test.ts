/** The examples of the documentation are the tests: they compile, the bad one is found, the good one is not, and where a rule claims an allocation, a benchmark shows it. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { GO_RULES, LINE_RULES } from '../../src/rules/table.ts'
import { startParser } from '../syntax/parser.ts'
import { rulesIn } from './sample.ts'

const parser = await startParser()
const SIDES = ['bad', 'good'] as const

test('every rule has a name of its own', () => {
  const ids = [...GO_RULES, ...LINE_RULES].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !/^[a-z]+(?:-[a-z]+)*$/.test(id))).toEqual([])
})

describe.each(GO_RULES)('$id', ({ id, example }) => {
  test('finds its bad example, and nothing is wrong with the good one', () => {
    expect(rulesIn(parser, example.bad)).toContain(id)
    expect(rulesIn(parser, example.good)).toEqual([])
  })

  test('is silenced by a comment on the line above', () => {
    const lines = new Set(example.bad.split('\n').map((_, index) => index))
    const silenced = example.bad
      .split('\n')
      .flatMap((line, index) => (lines.has(index) ? [`//perf:ignore ${id} known`, line] : [line]))
      .join('\n')
    expect(rulesIn(parser, silenced)).not.toContain(id)
  })
})

describe.each([...LINE_RULES])('$id', ({ inspectLine, bad, good }) => {
  test('finds its bad line, and not the good one', () => {
    expect(inspectLine(bad, '')).not.toBeNull()
    expect(inspectLine(good, '')).toBeNull()
  })
})

describe('with real Go', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rule-examples-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const allocations = new Map<string, number>()

  beforeAll(() => {
    writeFileSync(path.join(folder, 'go.mod'), 'module example.com/rules\n\ngo 1.22\n')
    for (const { id, example } of GO_RULES) {
      for (const side of SIDES) {
        const home = path.join(folder, id.replaceAll('-', ''), side)
        mkdirSync(home, { recursive: true })
        writeFileSync(path.join(home, 'example.go'), example[side])
        if (example.operation === undefined) continue
        writeFileSync(path.join(home, 'example_test.go'), benchmark(example[side], example.operation))
      }
    }
    const output = execFileSync('go', ['test', '-run=-', '-bench=.', '-benchmem', '-benchtime=500x', './...'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GOFLAGS: '', GOWORK: 'off' },
    })
    let home = ''
    for (const line of output.split('\n')) {
      home = /^pkg: example\.com\/rules\/(.*)$/.exec(line)?.[1] ?? home
      const found = /^BenchmarkExample\S*\s.*?(\d+) B\/op\s+(\d+) allocs\/op/.exec(line)
      if (found) allocations.set(home, Number(found[1]) + Number(found[2]) * 1e9)
    }
  }, 300_000)

  test('all examples compile, and each claim of an allocation holds', () => {
    const claims = GO_RULES.filter(({ example }) => example.operation !== undefined).map(({ id }) => {
      const [bad = Number.NaN, good = Number.NaN] = SIDES.map((side) =>
        allocations.get(`${id.replaceAll('-', '')}/${side}`),
      )
      return { id, bad, good, more: bad > good }
    })
    expect(claims.filter(({ more }) => !more)).toEqual([])
  })
})

function benchmark(example: string, operation: string): string {
  const name = /^package (\w+)/m.exec(example)?.[1] ?? 'example'
  return `package ${name}

import "testing"

var sink any

func BenchmarkExample(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if v := ${operation}; i == 0 {
			sink = v
		}
	}
}
`
}
