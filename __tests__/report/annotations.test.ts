import { describe, expect, test } from '@jest/globals'
import { renderAnnotations, renderWorkflowCommands } from '../../src/report/annotations.ts'
import { hostile } from '../fixtures/reviews/hostile.ts'
import { huge } from '../fixtures/reviews/huge.ts'
import { finding, review } from '../fixtures/reviews/parts.ts'
import { regressed } from '../fixtures/reviews/regressed.ts'
import { waived } from '../fixtures/reviews/waived.ts'

const at = { file: 'a.go', line: 3, detail: 'why' }

describe('annotations', () => {
  test('stand on the line, say why and what to try', () => {
    expect(renderAnnotations(regressed).at(-1)).toEqual({
      level: 'notice',
      file: 'watch.go',
      line: 51,
      title: 'each turn of the loop makes a new timer and a channel',
      message:
        'In `Watch`. A guess from the text: nothing has measured it.\nTry: Make one `time.Timer` before the loop, and `Reset` it in each turn (before Go 1.23, stop and drain it first).',
    })
  })

  test('come worst first: blocking, severity, changed lines', () => {
    const findings = [
      finding('1', 'r', 'notice', { ...at, severity: 'notice' }),
      finding('2', 'r', 'elsewhere', { ...at, severity: 'warning' }),
      finding('3', 'r', 'changed', { ...at, severity: 'warning', onChangedLine: true }),
      finding('4', 'r', 'blocks', { ...at, severity: 'warning', blocking: true }),
      finding('5', 'r', 'error', { ...at, severity: 'error' }),
    ]
    expect(renderAnnotations(review({ findings })).map(({ title }) => title)).toEqual([
      'blocks',
      'error',
      'changed',
      'elsewhere',
      'notice',
    ])
  })

  test('of a blocking finding are errors, of an accepted one notices', () => {
    const findings = [finding('1', 'r', 'blocks', { ...at, severity: 'warning', blocking: true })]
    expect(renderAnnotations(review({ findings }))[0]?.level).toBe('error')
    expect(renderAnnotations(waived)[0]?.level).toBe('notice')
    expect(renderAnnotations(waived)[0]?.message).toContain('Accepted: the waiver')
  })

  test('leave findings out that stand on no line', () => {
    const findings = [
      finding('1', 'r', 'a'),
      finding('2', 'r', 'b', { file: 'a.go' }),
      finding('3', 'r', 'c', { file: 'a.go', line: 0 }),
    ]
    expect(renderAnnotations(review({ findings }))).toEqual([])
  })

  test('are ten of a level at most, or as many as the caller may show', () => {
    expect(renderAnnotations(huge)).toHaveLength(10)
    expect(renderAnnotations(huge, { perLevel: 1000, total: 50 })).toHaveLength(50)
  })

  test('keep to the sizes that GitHub takes', () => {
    const long = '漢🔴'.repeat(4000)
    const [annotation] = renderAnnotations(review({ findings: [finding('1', 'r', long, { ...at, detail: long })] }))
    expect(annotation?.title.length).toBeLessThanOrEqual(255)
    expect(new TextEncoder().encode(annotation?.message).length).toBeLessThanOrEqual(4096)
  })

  test('always have a message', () => {
    const [annotation] = renderAnnotations(review({ findings: [finding('1', 'r', 'title', { ...at, detail: '' })] }))
    expect(annotation?.message).toBe('title')
  })
})

describe('workflow commands', () => {
  test('are escaped for property and message', () => {
    const [command] = renderWorkflowCommands([
      { level: 'error', file: 'a,b:c.go', line: 7, title: '50 %: x', message: 'one\ntwo: 100 %' },
    ])
    expect(command).toBe('::error file=a%2Cb%3Ac.go,line=7,title=50 %25%3A x::one%0Atwo: 100 %25')
  })

  test('of hostile text are one line each, and no second command', () => {
    for (const command of renderWorkflowCommands(renderAnnotations(hostile))) {
      expect(command).not.toMatch(/[\n\r]/)
      expect(command).toMatch(/^::(?:error|warning|notice) file=[^:,]*,line=\d+,title=[^:,]*::/)
    }
  })
})
