import { describe, expect, test } from '@jest/globals'
import type { Command, Cpus, Outcome, Ports } from '../../src/ports.ts'
import { planPinning, runPinning } from '../../src/stages/pin.ts'
import { createWorld } from '../world.ts'

const cpus = (allowed: string, fast = ''): Cpus => ({ allowed, fast })

describe('which CPUs', () => {
  test.each<[string, Cpus, readonly number[]]>([
    ['2,3', cpus('0-3'), [2, 3]],
    ['0-1', cpus('0-1'), [0, 1]],
    ['auto', cpus('0-3'), [1, 2, 3]],
    ['auto', cpus('4-7,9'), [5, 6, 7, 9]],
    // Eight fast ones and four slow ones.
    ['auto', cpus('0-11', '0-7'), [1, 2, 3, 4, 5, 6, 7]],
    // Two fast ones are all there are: none of them is spared.
    ['auto', cpus('0-5', '0-1'), [0, 1]],
    ['auto', cpus('4-7', '0-3'), [5, 6, 7]],
  ])('%s of %j', (pin, available, list) => {
    expect(planPinning(pin, available)).toEqual({ list })
  })

  test.each<[string, Cpus | null, string]>([
    ['4', cpus('0-3'), 'that may be used here are 0-3'],
    ['3-4', cpus('0-3'), 'that may be used here are 0-3'],
    ['auto', cpus('0-2'), 'fewer than 4 CPUs'],
    ['auto', null, 'on Linux only'],
    ['0', null, 'on Linux only'],
  ])('%s of %j cannot be', (pin, available, problem) => {
    expect(planPinning(pin, available)).toEqual({ problem: expect.stringContaining(problem) })
  })
})

describe('pinning', () => {
  /** A machine with four CPUs, on which every command ends so. */
  function machine(outcome: Partial<Outcome>): { readonly ports: Ports; readonly ran: Command[] } {
    const { ports } = createWorld({ base: { files: {} }, head: { files: {} } })
    const ran: Command[] = []
    const run: Ports['programs']['run'] = async (command) => {
      ran.push(command)
      return {
        exitCode: 0,
        signal: null,
        timedOut: false,
        outputLimitExceeded: false,
        memoryLimitExceeded: false,
        failedToStart: null,
        stderrTail: '',
        elapsedMs: 1,
        ...outcome,
      }
    }
    const readCpus = async () => cpus('0-3')
    return { ports: { ...ports, programs: { run }, machine: { ...ports.machine, cpuCount: 4, readCpus } }, ran }
  }
  const binary: Command = {
    program: '/tmp/p.test',
    args: ['-test.bench=.'],
    cwd: '/',
    environment: 'benchmark',
    timeoutMs: 1,
    maxOutputBytes: 1,
  }

  test('holds test binaries and nothing else, and counts their CPUs', async () => {
    const { ports, ran } = machine({})
    const pinning = await runPinning('2,3', '/', ports)
    expect(pinning).toMatchObject({ cpus: '2-3', count: 2, warnings: [] })
    await pinning.ports.programs.run(binary)
    await pinning.ports.programs.run({ ...binary, program: 'go', environment: 'toolchain' })
    expect(ran.slice(1).map(({ program, args }) => [program, ...args])).toEqual([
      ['taskset', '-c', '2-3', '/tmp/p.test', '-test.bench=.'],
      ['go', '-test.bench=.'],
    ])
  })

  test('off: nothing is tried', async () => {
    const { ports, ran } = machine({ exitCode: 1 })
    expect(await runPinning('off', '/', ports)).toMatchObject({ cpus: null, count: 4, warnings: [] })
    expect(ran).toEqual([])
  })

  test.each<[string, Partial<Outcome>, string]>([
    ['without taskset', { exitCode: null, failedToStart: '"taskset" was not found on PATH' }, 'was not found on PATH.'],
    ['where it fails', { exitCode: 1, stderrTail: 'usage\ntaskset: not permitted\n' }, 'taskset: not permitted.'],
    ['where it fails without a word', { exitCode: 1 }, 'taskset failed.'],
  ])('%s the benchmarks run all the same, and a warning says why', async (_, outcome, reason) => {
    const { ports, ran } = machine(outcome)
    const pinning = await runPinning('1', '/', ports)
    expect(pinning).toMatchObject({ cpus: null, count: 4 })
    expect(pinning.warnings).toEqual([
      `The benchmarks are not pinned to CPUs, though \`pin: 1\` asks for it: ${reason.startsWith('was') ? '"taskset" ' : ''}${reason}`,
    ])
    await pinning.ports.programs.run(binary)
    expect(ran.at(-1)?.program).toBe('/tmp/p.test')
  })
})
