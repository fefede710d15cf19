import { describe, expect, test } from '@jest/globals'
import { createLog } from '../../src/io/log.ts'

function open(live: boolean, quiet: boolean) {
  const written: string[] = []
  const stream = { columns: 30, write: (text: string) => written.push(text) }
  return { written, log: createLog({ stream, live, quiet }) }
}

const ERASE = '\r\u001b[2K'

describe('progress', () => {
  test('on a terminal one line is written over, and taken away at the end', () => {
    const { written, log } = open(true, false)
    log.stage('Measuring')
    log.progress('benchmark 3 of 12, 40 s left')
    log.clear()
    log.clear()
    expect(written).toEqual([`${ERASE}Measuring`, `${ERASE}Measuring: benchmark 3 of 1…`, ERASE])
  })

  test('a warning stands above the live line, which comes back', () => {
    const { written, log } = open(true, false)
    log.stage('Measuring')
    log.warn('noisy')
    expect(written.slice(1)).toEqual([ERASE, 'warning: noisy\n', `${ERASE}Measuring`])
  })

  test('elsewhere each stage is a line, progress is none, and nothing is erased', () => {
    const { written, log } = open(false, false)
    log.stage('Compiling base')
    log.progress('3 of 12')
    log.detail('go build')
    log.stage('Compiling head')
    log.clear()
    expect(written.join('')).toBe('Compiling base\n  go build\nCompiling head\n')
  })

  test.each([true, false])('quiet shows warnings only (live: %s)', (live) => {
    const { written, log } = open(live, true)
    log.stage('Compiling base')
    log.progress('3 of 12')
    log.detail('more')
    log.warn('first\nsecond')
    expect(written.join('')).toBe('warning: first\n  second\n')
  })

  test('hostile text neither moves the cursor nor commands the runner', () => {
    const { written, log } = open(false, false)
    log.stage('::add-mask::x\u001b[2J')
    log.warn('a\n::error::b\u001b[1A')
    expect(written.join('')).toBe(': :add-mask::x\nwarning: a\n  : :error::b\n')
  })
})
