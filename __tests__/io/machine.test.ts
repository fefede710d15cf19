import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createMachine } from '../../src/io/machine.ts'
import { type Ground, makeGround, writeFiles } from './sample-repository.ts'

let ground: Ground
beforeEach(() => {
  ground = makeGround()
})
afterEach(() => ground.remove())

const CPU = 'sys/devices/system/cpu'

async function warningsWith(files: Readonly<Record<string, string>>, gomaxprocs?: string): Promise<readonly string[]> {
  writeFiles(ground.folder, files)
  return createMachine({
    systemRoot: ground.folder,
    platform: 'linux',
    cpuCount: 4,
    gomaxprocs: gomaxprocs ?? '',
  }).timingWarnings()
}

describe('reasons not to trust times', () => {
  test('a machine that says nothing about itself has no warnings', async () => {
    expect(await warningsWith({})).toEqual([])
  })

  test('a quiet, fixed machine has no warnings', async () => {
    const files = {
      [`${CPU}/cpu0/cpufreq/scaling_governor`]: 'performance\n',
      [`${CPU}/intel_pstate/no_turbo`]: '1\n',
      [`${CPU}/cpufreq/boost`]: '0\n',
      'proc/loadavg': '0.50 0.40 0.30 1/100 1\n',
      'proc/self/cgroup': '0::/a/b\n',
      'sys/fs/cgroup/a/b/cpu.max': 'max 100000\n',
    }
    expect(await warningsWith(files)).toEqual([])
  })

  test.each<[string, Record<string, string>, string]>([
    [
      'governor',
      {
        [`${CPU}/cpu0/cpufreq/scaling_governor`]: 'performance\n',
        [`${CPU}/cpu1/cpufreq/scaling_governor`]: 'powersave\n',
      },
      'governor is "powersave"',
    ],
    ['Intel turbo', { [`${CPU}/intel_pstate/no_turbo`]: '0\n' }, 'turbo boost is on'],
    ['other turbo', { [`${CPU}/cpufreq/boost`]: '1\n' }, 'turbo boost is on'],
    ['load', { 'proc/loadavg': '2.10 0 0 1/1 1\n' }, 'load average was 2.1 on 4 CPUs'],
    [
      'cgroup v2',
      {
        'proc/self/cgroup': '0::/a/b\n',
        'sys/fs/cgroup/a/b/cpu.max': 'max 100000\n',
        'sys/fs/cgroup/a/cpu.max': '150000 100000\n',
      },
      '1.5 CPUs while Go may use 4',
    ],
    [
      'cgroup v1',
      {
        'proc/self/cgroup': '4:cpu,cpuacct:/docker/x\n',
        'sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us': '200000\n',
        'sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us': '100000\n',
      },
      '2 CPUs while Go may use 4',
    ],
  ])('%s', async (_name, files, expected) => {
    const warnings = await warningsWith(files)
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(expected)
  })

  test('a quota that GOMAXPROCS respects is none to warn of', async () => {
    const files = { 'proc/self/cgroup': '0::/\n', 'sys/fs/cgroup/cpu.max': '200000 100000\n' }
    expect(await warningsWith(files, '2')).toEqual([])
    expect(await warningsWith(files, '3')).toHaveLength(1)
  })

  test('nonsense in the files is no warning', async () => {
    const files = {
      'proc/loadavg': 'high\n',
      'proc/self/cgroup': 'what:\n0::/\n',
      'sys/fs/cgroup/cpu.max': 'a b c\n',
    }
    expect(await warningsWith(files)).toEqual([])
  })
})
