/**
 * Wall time of a review against the recipe: `go test -bench=. -count=10` on each side in a worktree, then benchstat.
 *
 *   node bench/speed.js REPOSITORY BASE HEAD [--runs 1] [--out speed.jsonl] [-- options of go-perf-review]
 *   node bench/speed.js REPOSITORY HEAD --comment-only [...]
 *
 * With `--comment-only` the head is compared with a commit on top of it that adds one comment. Both ways start with all
 * packages compiled: each is run once before, untimed (the recipe without benchmarks). With more `--runs` the order
 * alternates. The recipe takes 10 to 40 minutes a side: `--out` keeps what it printed, and a later call with the same
 * commits uses that (say so when quoting: the ratio is then of two runs at different times).
 *
 * Then the allocation verdicts are held against each other: each benchmark whose allocs/op the recipe finds changed
 * (constant on both sides at different values, or p < 0.05 by benchstat) has to be found by the review, and no other.
 * Ends with status 1 where they disagree.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readArguments, readCount } from './parts/arguments.js'
import { makeFolder } from './parts/folders.js'
import { compareRecipe, findBenchstat, git, runRecipe, warmRecipe, withWorktree } from './parts/recipe.js'
import { openRecords } from './parts/records.js'
import { runReview } from './parts/review.js'
import { median, printTable } from './parts/table.js'

const USAGE = `usage: node bench/speed.js REPOSITORY BASE HEAD [--runs 1] [--out speed.jsonl] [-- options of go-perf-review]
       node bench/speed.js REPOSITORY HEAD --comment-only [...]`
const UNIT = 'allocs/op'

const { values, positionals, passedOn } = readArguments(
  USAGE,
  { runs: { type: 'string' }, out: { type: 'string' }, 'comment-only': { type: 'boolean' } },
  [2, 3],
)
const commentOnly = values['comment-only'] === true
if (positionals.length !== (commentOnly ? 2 : 3)) {
  console.error(USAGE)
  process.exit(2)
}
const runs = readCount('runs', values.runs ?? '1')
const clone = makeFolder()
process.exitCode = await main()

async function main() {
  const [source, ...refs] = positionals
  // A clone of its own: the repository that is named is not touched.
  await git('.', 'clone', '--quiet', '--no-checkout', path.resolve(source), clone)
  const [first, second] = await Promise.all(refs.map((ref) => git(source, 'rev-parse', '--verify', `${ref}^{commit}`)))
  await git(clone, 'fetch', '--quiet', path.resolve(source), first, ...(second ? [second] : [])).catch(() => undefined)
  const base = first
  const head = commentOnly ? await commitComment(base) : second
  const settings = {
    script: 'speed',
    base,
    head: commentOnly ? 'comment' : head,
    options: passedOn,
    node: process.version,
  }
  const { records, add } = openRecords(values.out ?? 'speed.jsonl', settings)
  const measure = {
    ours: async (run) => {
      for (const command of ['review', 'bench']) {
        const { seconds, review } = await runReview(command, { repository: clone, base, head, options: passedOn })
        console.error(`run ${run}: ${command} ${seconds.toFixed(1)} s, ${review.verdict}`)
        add({ kind: command, run, seconds, measured: review.benchmarks.map(pickAllocations), verdict: review.verdict })
      }
    },
    recipe: async (run) => {
      const isThere = (side) => records.some((one) => one.kind === 'recipe' && one.run === run && one.side === side)
      for (const [side, commit] of Object.entries({ base, head })) {
        if (isThere(side)) continue
        const result = await withWorktree(clone, commit, async (folder) => {
          await warmRecipe(folder)
          return await runRecipe(folder)
        })
        console.error(`run ${run}: recipe, ${side} ${result.seconds.toFixed(1)} s, status ${result.status}`)
        add({ kind: 'recipe', run, side, ...result })
      }
    },
  }
  const cached = records.some(({ kind }) => kind === 'recipe')
  console.error('Warming up: a review of which the time is not counted.')
  await runReview('review', { repository: clone, base, head, options: passedOn })
  for (let run = 1; run <= runs; run++) {
    for (const who of run % 2 === 1 ? ['ours', 'recipe'] : ['recipe', 'ours']) await measure[who](run)
  }
  return await report(records, cached)
}

function pickAllocations({ package: importPath, name, verdict, skipped, comparable, problem, metrics }) {
  const metric = metrics[UNIT]
  return {
    key: `${importPath} ${name.replace(/^Benchmark/, '')}`,
    verdict,
    ...(skipped === undefined ? {} : { skipped }),
    ...(comparable ? {} : { notComparable: true }),
    ...(problem === undefined ? {} : { problem: problem.message }),
    ...(metric === undefined
      ? {}
      : { allocs: metric.verdict, base: metric.base?.samples ?? [], head: metric.head?.samples ?? [] }),
  }
}

async function report(records, cached) {
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0)
  const secondsOf = (kind) =>
    [...new Set(records.filter((one) => one.kind === kind).map(({ run }) => run))].map((run) =>
      // The last of a run's records: an earlier call may have left one.
      sum(
        kind === 'recipe'
          ? records.filter((one) => one.kind === kind && one.run === run).map(({ seconds }) => seconds)
          : [records.findLast((one) => one.kind === kind && one.run === run).seconds],
      ),
    )
  const recipe = median(secondsOf('recipe'))
  printTable(
    ['', 'seconds (median)', 'recipe takes'],
    [
      ['recipe, both sides', recipe.toFixed(1), '1.0×'],
      ...['review', 'bench'].map((kind) => {
        const seconds = median(secondsOf(kind))
        return [kind, seconds.toFixed(1), `${(recipe / seconds).toFixed(1)}×`]
      }),
    ],
  )
  if (cached) console.log('The recipe was run by an earlier call.')
  if (commentOnly && recipe < 60)
    console.log('The recipe takes less than a minute: too short for a ratio that says much.')
  return await compareVerdicts(records)
}

async function compareVerdicts(records) {
  const textOf = (side) => records.filter((one) => one.kind === 'recipe' && one.side === side).map(({ text }) => text)
  const [base, head] = [textOf('base').at(-1), textOf('head').at(-1)]
  const failed = records.filter((one) => one.kind === 'recipe' && one.status !== 0)
  for (const { side, status, stderr } of failed)
    console.log(`the recipe ended with ${status} on the ${side}: ${stderr.trim()}`)
  const benchstat = findBenchstat()
  if (benchstat === null) console.log('benchstat is not there: only constant counts of the recipe are compared.')
  const { changed, both } = await compareRecipe({ base, head }, benchstat)
  const theirs = new Map(
    [...changed].flatMap(([key, found]) => (key.endsWith(` ${UNIT}`) ? [[key.slice(0, -UNIT.length - 1), found]] : [])),
  )
  let disagreements = 0
  for (const kind of ['review', 'bench']) {
    const measured = new Map(records.findLast((one) => one.kind === kind).measured.map((one) => [one.key, one]))
    const ours = new Set(
      [...measured.values()].flatMap(({ key, allocs }) =>
        allocs === 'regressed' || allocs === 'improved' ? [key] : [],
      ),
    )
    console.log(
      `\n${kind}: ${both.size} benchmarks ran on both sides; allocs/op changed in ${theirs.size} by the recipe, in ${ours.size} by the review`,
    )
    for (const [key, { base: before, head: after, p }] of theirs) {
      if (ours.has(key)) continue
      disagreements++
      const own = measured.get(key)
      console.log(
        `  missed: ${key}: recipe ${before.join(' ')} → ${after.join(' ')}${p === null ? '' : ` (p ${p})`}; review: ${describe(own)}`,
      )
    }
    for (const key of ours) {
      if (theirs.has(key)) continue
      if (both.has(key)) disagreements++
      console.log(
        `  found besides${both.has(key) ? '' : ' (the recipe did not measure it)'}: ${key}: ${describe(measured.get(key))}`,
      )
    }
  }
  console.log(disagreements === 0 ? '\nThe allocation verdicts agree.' : `\n${disagreements} disagreements.`)
  return disagreements === 0 && failed.length === 0 ? 0 : 1
}

function describe(own) {
  if (own === undefined) return 'unknown to it'
  const { skipped, problem, allocs, base, head } = own
  return skipped ?? problem ?? `${allocs} ${base.join(' ')} → ${head.join(' ')}`
}

/** A commit on top that puts one comment below the package clause of a file that is no test, so that all lines move. */
async function commitComment(commit) {
  await git(clone, 'checkout', '--quiet', '--detach', commit)
  const files = (await git(clone, 'ls-files', '*.go')).split('\n')
  const tested = new Set(files.filter((file) => /^func Benchmark/m.test(read(file))).map((file) => path.dirname(file)))
  const file = files.find(
    (one) =>
      tested.has(path.dirname(one)) && !one.endsWith('_test.go') && !/^import "C"|^\/\/go:build/m.test(read(one)),
  )
  if (file === undefined) throw new Error('there is no package with a benchmark and a plain file')
  const text = read(file).replace(/^package .*$/m, (clause) => `${clause}\n\n// A remark that changes nothing.`)
  writeFileSync(path.join(clone, file), text)
  const date = '2024-01-01T00:00:00Z'
  const settings = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', '-c', 'commit.gpgsign=false']
  await git(clone, ...settings, 'commit', '--quiet', '--all', `--date=${date}`, '--message', `A comment in ${file}`)
  console.error(`The comment is in ${file}.`)
  return await git(clone, 'rev-parse', 'HEAD')
}

function read(file) {
  return readFileSync(path.join(clone, file), 'utf8')
}
