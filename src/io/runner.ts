import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import * as core from '@actions/core'
import type { Runner } from '../ports.ts'

/** The runner that started this process, through the files and commands it offers a step. */
export function createRunner(): Runner {
  return {
    writeCommands(lines) {
      process.stdout.write(lines.map((line) => `${line}\n`).join(''))
    },
    writeOutput: (name, value) => core.setOutput(name, value),
    async appendSummary(markdown) {
      await core.summary.addRaw(markdown).write()
    },
    warn: (message) => core.warning(message),
    fail: (message) => core.error(message),
    makeReportFolder: () => mkdtemp(path.join(process.env.RUNNER_TEMP || os.tmpdir(), 'perf-review-report-')),
  }
}
