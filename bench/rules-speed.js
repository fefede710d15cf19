/**
 * How long the rules on the text take on a change of many files, in seconds and against `gofmt -l` on the same files.
 *
 *   node bench/rules-speed.js [--files 200] [--runs 5]
 *
 * Ends with status 1 where the median is not under 3 s.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'
import { readArguments, readCount } from './parts/arguments.js'
import { makeFolder } from './parts/folders.js'
import { makeFiles } from './parts/many-files.js'
import { run, runReview } from './parts/review.js'

const MOST_SECONDS = 3
const USAGE = 'usage: node bench/rules-speed.js [--files 200] [--runs 5]'
const { values } = readArguments(USAGE, {
  files: { type: 'string', default: '200' },
  runs: { type: 'string', default: '5' },
})
const files = readCount('files', values.files)
const runs = readCount('runs', values.runs)

const folder = makeFolder()
const repository = path.join(folder, 'repository')
const before = path.join(folder, 'before')
const git = (...args) =>
  execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=n@example.com', '-C', repository, ...args], {
    stdio: 'pipe',
  })

write(before, makeFiles(files, false))
write(repository, makeFiles(files, false))
git('init', '--quiet', '--initial-branch', 'main')
git('add', '--all')
git('commit', '--quiet', '--message', 'base')
write(repository, makeFiles(files, true))
git('commit', '--quiet', '--all', '--message', 'head')

const measured = []
for (let number = 0; number <= runs; number++) {
  const started = process.hrtime.bigint()
  await run('gofmt', ['-l', before, repository])
  const plain = Number(process.hrtime.bigint() - started) / 1e9
  const what = { repository, base: 'HEAD~1', head: 'HEAD', options: ['--quiet'] }
  const { review, seconds } = await runReview('escapes', what)
  const rules = review.stages.find(({ name }) => name === 'rules').seconds
  // The first compiles.
  if (number === 0) continue
  measured.push({ rules, ratio: rules / plain })
  const found = review.findings.filter(({ evidence }) => evidence !== undefined).length
  console.log(
    `run ${number}: rules ${rules.toFixed(2)} s of ${seconds.toFixed(1)} s, gofmt -l ${plain.toFixed(2)} s, ${(rules / plain).toFixed(2)} times that; ${review.scope.goFilesChanged} files, ${found} findings, load ${loadavg()[0].toFixed(1)}`,
  )
}
const median = middle(measured.map(({ rules }) => rules))
console.log(`median: ${median.toFixed(2)} s, ${middle(measured.map(({ ratio }) => ratio)).toFixed(2)} times gofmt -l`)
process.exitCode = median < MOST_SECONDS ? 0 : 1

function middle(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

function write(root, tree) {
  for (const [name, text] of Object.entries(tree)) {
    const target = path.join(root, name)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, text)
  }
}
