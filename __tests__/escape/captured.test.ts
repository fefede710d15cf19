/** The sample module as every supported compiler describes it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createDiagnosticsReader, type Diagnostic } from '../../src/escape/parse-diagnostics.ts'
import { collectSample, diffSample, VERSIONS } from './sample.ts'

const compiler = fileURLToPath(new URL('../fixtures/compiler/', import.meta.url))

function readAll(bytes: Uint8Array, cuts: readonly number[] = []): { diagnostics: Diagnostic[]; other: string[] } {
  const diagnostics: Diagnostic[] = []
  const other: string[] = []
  const reader = createDiagnosticsReader({
    diagnostic: (diagnostic) => diagnostics.push(diagnostic),
    other: (line) => other.push(line),
  })
  let from = 0
  for (const cut of cuts) {
    reader.push(bytes.subarray(from, cut))
    from = cut
  }
  reader.push(bytes.subarray(from))
  reader.finish()
  return { diagnostics, other }
}

describe.each(VERSIONS)('Go %s', (version) => {
  test.each(['base.trimpath', 'head.trimpath', 'base.untrimmed', 'head.untrimmed'])(
    'every statement of %s is known',
    (name) => {
      const { diagnostics, other } = readAll(readFileSync(join(compiler, `go${version}/${name}.txt`)))
      const unknown = diagnostics.flatMap(({ statement }) => (statement.kind === 'unknown' ? [statement.text] : []))
      expect(unknown).toEqual([])
      // Go 1.23 and newer print this one without a place.
      expect(other.filter((line) => !line.startsWith('Total capturing by value'))).toEqual([])
      expect(diagnostics.length).toBeGreaterThan(500)
    },
  )

  test('reports the hot path that a change adds, and not what only moved', async () => {
    const { added, removed } = await diffSample(version)
    const allocating = added.filter((site) => site.allocates !== 'never').map((site) => `${site.file} ${site.message}`)
    expect(allocating).toContain('leak/callers.go moved to heap: e')
    expect(allocating).toContain('inlined/first.go &Conf{...} escapes to heap')
    const quiet = /^(?:shift|moved|renamed|queuenew|queueuser|funcrename|enum|anyalias|degeneric|closures)\//
    const wrong = [...added, ...removed].filter((site) => site.allocates !== 'never' && quiet.test(site.file))
    expect(wrong.map((site) => `${site.file}:${site.line} ${site.message}`)).toEqual([])
  })

  test('every heap fact has its explanation', () => {
    const unexplained = collectSample(version, 'head').facts.filter((fact) => fact.flow.length === 0)
    expect(unexplained.map((fact) => `${fact.file}:${fact.line} ${fact.expression}`)).toEqual([])
  })
})

test('where the output is cut makes no difference', () => {
  const bytes = readFileSync(join(compiler, 'go1.26/head.trimpath.txt')).subarray(0, 20_000)
  const whole = readAll(bytes)
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 20 }), (cuts) => {
      expect(
        readAll(
          bytes,
          cuts.sort((a, b) => a - b),
        ),
      ).toEqual(whole)
    }),
    { numRuns: 30 },
  )
})

test('any bytes can be read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      expect(() => readAll(bytes)).not.toThrow()
    }),
  )
})

test('nothing is lost: each line is a header, a diagnostic or another line', () => {
  const text = readFileSync(join(compiler, 'go1.26/head.trimpath.txt'), 'utf8')
  const lines = text.split('\n').filter((line) => line !== '')
  const { diagnostics, other } = readAll(new TextEncoder().encode(text))
  const headers = lines.filter((line) => line.startsWith('# '))
  expect(diagnostics.length + other.length + headers.length).toBe(lines.length)
})
