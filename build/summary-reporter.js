/**
 * A jest reporter with the last word: one plain line with the counts of the whole run, alone on its line, and above it
 * the name of every test that was skipped, so that none is missing unseen.
 */
import path from 'node:path'

export default class SummaryReporter {
  #rootDir

  constructor(globalConfig) {
    this.#rootDir = globalConfig.rootDir
  }

  onRunComplete(_contexts, results) {
    const text = renderSummary(results, this.#rootDir)
    // Jest's own summary is printed after this call, whatever the order of the reporters.
    process.once('exit', () => process.stdout.write(text))
  }
}

/** `results` as jest aggregates them. A suite that could not run counts as one failure: none of its tests is known. */
export function renderSummary(results, rootDir) {
  const skipped = results.testResults.flatMap((suite) =>
    suite.testResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => `skipped: ${path.relative(rootDir, suite.testFilePath)}: ${oneLine(fullName)}`),
  )
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
  const unrun = results.numPendingTests + results.numTodoTests
  const counts = `${results.numPassedTests} passed, ${failed} failed, ${unrun} skipped`
  return `${['', ...skipped, counts].join('\n')}\n`
}

// A name with a line break must not be able to print a line of counts of its own.
function oneLine(name) {
  return name.replace(/\s+/g, ' ')
}
