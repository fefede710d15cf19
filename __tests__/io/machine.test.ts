import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createMachine } from '../../src/io/machine.ts'
import { type Ground, makeGround, writeFiles } from './sample-repository.ts'

let ground: Ground
beforeEach(() => {
  ground = makeGround()
})
afterEach(() => ground.remove())

const CPU = 'sys/devices/system/cpu'

const machineWith = (files: Readonly<Record<string, string>>, platform = 'linux') => {
  writeFiles(ground.folder, files)
  return createMachine({ systemRoot: ground.folder, platform, cpuCount: 4 })
}

async function warningsWith(files: Readonly<Record<string, string>>, procs = 4): Promise<readonly string[]> {
  return machineWith(files).timingWarnings(procs)
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
      'sys/class/power_supply/BAT0/type': 'Battery\n',
      'sys/class/power_supply/BAT0/status': 'Charging\n',
      'sys/class/power_supply/mouse/type': 'Battery\n',
      'sys/class/power_supply/mouse/status': 'Discharging\n',
      'sys/class/power_supply/mouse/scope': 'Device\n',
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
    [
      'battery',
      {
        'sys/class/power_supply/AC/type': 'Mains\n',
        'sys/class/power_supply/BAT0/type': 'Battery\n',
        'sys/class/power_supply/BAT0/status': 'Discharging\n',
      },
      'on its battery',
    ],
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

  test('the load is that of the start: the review itself is no other work', async () => {
    const machine = machineWith({ 'proc/loadavg': '0.10 0 0 1/1 1\n' })
    await machine.readInterference()
    writeFiles(ground.folder, { 'proc/loadavg': '9.00 0 0 1/1 1\n' })
    expect(await machine.timingWarnings(4)).toEqual([])
  })

  test.each(['darwin', 'win32'])('%s: what is not known is said', async (platform) => {
    const machine = machineWith({}, platform)
    expect((await machine.timingWarnings(4)).at(-1)).toContain('is not known')
    expect([await machine.readCpus(), await machine.readInterference()]).toEqual([null, null])
  })

  test('a quota that GOMAXPROCS respects is none to warn of', async () => {
    const files = { 'proc/self/cgroup': '0::/\n', 'sys/fs/cgroup/cpu.max': '200000 100000\n' }
    expect(await warningsWith(files, 2)).toEqual([])
    expect(await warningsWith(files, 3)).toHaveLength(1)
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

describe('what keeps programs from running', () => {
  const STAT = 'cpu  100 10 50 9000 300 4 6 30 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n'

  test('counters of the whole machine, and of the control group that is paused most', async () => {
    const files = {
      'proc/stat': STAT,
      'proc/self/cgroup': '0::/a/b\n',
      'sys/fs/cgroup/a/cpu.stat': 'usage_usec 9\nnr_throttled 3\nthrottled_usec 1500000\n',
      'sys/fs/cgroup/a/b/cpu.stat': 'usage_usec 9\nnr_throttled 0\nthrottled_usec 0\n',
    }
    expect(await machineWith(files).readInterference()).toEqual({ busyTicks: 200, stolenTicks: 30, pausedMs: 1500 })
  })

  test('cgroup v1 counts in nanoseconds', async () => {
    const files = {
      'proc/stat': STAT,
      'proc/self/cgroup': '4:cpu,cpuacct:/x\n',
      'sys/fs/cgroup/cpu/x/cpu.stat': 'nr_periods 1\nthrottled_time 2000000\n',
    }
    expect(await machineWith(files).readInterference()).toMatchObject({ pausedMs: 2 })
  })

  test.each(['', 'cpu  a b c\n', 'intr 1\n', 'cpu  1\n'])('nothing where the system says %j', async (stat) => {
    expect(await machineWith({ 'proc/stat': stat }).readInterference()).toBeNull()
  })
})

describe('CPUs', () => {
  test('those that this program may use, and the fast ones of two kinds', async () => {
    const status = {
      'proc/self/status': 'Name:\tnode\nCpus_allowed:\tff\nCpus_allowed_list:\t0-3,6\nMems_allowed:\t1\n',
    }
    expect(await machineWith(status).readCpus()).toEqual({ allowed: '0-3,6', fast: '' })
    const hybrid = { ...status, 'sys/devices/cpu_core/cpus': '0-1\n' }
    expect(await machineWith(hybrid).readCpus()).toEqual({ allowed: '0-3,6', fast: '0-1' })
  })

  test('not known where nothing says so', async () => {
    expect(await machineWith({}).readCpus()).toBeNull()
  })
})
