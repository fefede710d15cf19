import { execFileSync } from 'node:child_process'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { renderCommandLine } from '../../src/delivery/reproduce.ts'

test('names what was asked for and nothing else', () => {
  const inputs = { packages: './...', bench: '^BenchmarkParse$', 'github-token': 'secret', prepare: 'make', skip: '' }
  expect(renderCommandLine('abc', 'def', inputs)).toBe(
    "go-perf-review review --base abc --head def --packages ./... --bench '^BenchmarkParse$'",
  )
})

test('a shell reads back exactly what was written', () => {
  const special = fc.constantFrom("'", '"', '$', '`', '\\', ' ', '\n', '*', ';', '&', '-', 'a', 'é')
  const printable = fc.string({ unit: special, minLength: 1 }).filter((text) => text.trim() !== '')
  const printer = 'go-perf-review() { for argument; do printf "%s\\0" "$argument"; done; }\n'
  fc.assert(
    fc.property(printable, printable, (bench, tags) => {
      const line = renderCommandLine('base', 'head', { bench, tags })
      const script = `${printer.replace('go-perf-review', 'show')}${line.replace('go-perf-review', 'show')}`
      const seen = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
      expect(seen).toEqual([
        'review',
        '--base',
        'base',
        '--head',
        'head',
        '--bench',
        bench.trim(),
        '--tags',
        tags.trim(),
      ])
    }),
    { numRuns: 60 },
  )
})
