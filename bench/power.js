/**
 * What is found of regressions put into a module on purpose, with the default options.
 *
 *   node bench/power.js [--repetitions 10] [--kinds alloc,bytes,...] [--recipe 1] [--out power.jsonl] [-- options of go-perf-review]
 *
 * Each repetition makes three of six functions worse, by chance which, in one way: one allocation more in each operation, in
 * every tenth, in every thousandth (which the testing package truncates away: allocs/op are whole numbers), an object of 64
 * bytes more, 20 % more work. All other code changes too, but does the same. Besides, the recipe (`-count=10` on the six
 * benchmarks, then benchstat) does the same with its first `--recipe` repetitions of each kind. `--out` keeps what was
 * found, and the same command goes on where it was interrupted. Ends with status 1 where an alarm was false.
 */
import { readArguments, readCount } from './parts/arguments.js'
import { compareRecipe, findBenchstat, runRecipe, warmRecipe, withWorktree } from './parts/recipe.js'
import { openRecords } from './parts/records.js'
import { readBuild, runReview, summarizeReview } from './parts/review.js'
import { differHarmlessly, replaceOnce, withSubject } from './parts/subject.js'
import { printTable, share } from './parts/table.js'

const USAGE =
  'usage: node bench/power.js [--repetitions 10] [--kinds KIND,...] [--recipe 1] [--out power.jsonl] [-- options of go-perf-review]'

/** The functions with hooks. `draw.Sort` works on input that is another one in each process. */
const TARGETS = [
  { file: 'codec/codec.go', name: 'Encode', allocates: true },
  { file: 'codec/codec.go', name: 'Checksum', allocates: false },
  { file: 'store/store.go', name: 'Count', allocates: true },
  { file: 'store/store.go', name: 'Find', allocates: false },
  { file: 'pool/pool.go', name: 'Render', allocates: true },
  { file: 'draw/draw.go', name: 'Sort', allocates: true },
]

const allocate =
  (bytes, operations) =>
  (folder, { file, name }) => {
    const kept = `kept${name}`
    const turn = operations === 1 ? '' : `if turns${name}++; turns${name}%${operations} == 0 {\n`
    const code = `${turn}${kept} = new([${bytes}]byte)\n${turn === '' ? '' : '}\n'}`
    replaceOnce(folder, file, `\t// cost: ${name}\n`, code)
    const [clause] = file.split('/')
    replaceOnce(
      folder,
      `${clause}/release.go`,
      '\n\n// release is',
      `\n\nvar ${kept} *[${bytes}]byte\nvar turns${name} int\n\n// release is`,
    )
  }

const setConstant =
  (suffix, from, to) =>
  (folder, { file, name }) => {
    const constant = `${name[0].toLowerCase()}${name.slice(1)}${suffix}`
    replaceOnce(folder, file, new RegExp(`(\\b${constant}\\s*= )${from}\\b`), `$1${to}`)
  }

const KINDS = {
  alloc: { title: '1 allocation of 16 B in each operation', units: ['allocs/op', 'B/op'], inject: allocate(16, 1) },
  tenth: { title: '1 of 16 B in every 10th', units: ['allocs/op', 'B/op'], inject: allocate(16, 10) },
  'tenth-large': { title: '1 of 1024 B in every 10th', units: ['allocs/op', 'B/op'], inject: allocate(1024, 10) },
  thousandth: { title: '1 of 16 B in every 1000th', units: ['allocs/op', 'B/op'], inject: allocate(16, 1000) },
  bytes: {
    title: '64 B more in each object',
    units: ['B/op'],
    inject: setConstant('Extra', 0, 64),
    fits: ({ allocates }) => allocates,
  },
  time: {
    title: '20 % more work',
    units: ['sec/op'],
    inject: setConstant('Rounds', 10, 12),
    options: ['allocs,bytes,time'],
  },
}

const { values, passedOn } = readArguments(USAGE, {
  repetitions: { type: 'string' },
  kinds: { type: 'string' },
  recipe: { type: 'string' },
  out: { type: 'string' },
})
const repetitions = readCount('repetitions', values.repetitions ?? '10')
const recipes = values.recipe === '0' ? 0 : readCount('recipe', values.recipe ?? '1')
const kinds = (values.kinds ?? Object.keys(KINDS).join(',')).split(',')
for (const kind of kinds) {
  if (Object.hasOwn(KINDS, kind)) continue
  console.error(`--kinds ${kind}: there is no such kind; use ${Object.keys(KINDS).join(', ')}.`)
  process.exit(2)
}
const { records, add } = openRecords(values.out ?? 'power.jsonl', {
  script: 'power',
  options: passedOn,
  build: readBuild(),
  node: process.version,
})
const benchstat = findBenchstat()
if (recipes > 0 && benchstat === null) {
  console.error('benchstat is not there: of the recipe only constant counts are compared.')
}

for (let repetition = 1; repetition <= repetitions; repetition++) {
  for (const kind of kinds) {
    const wanted = ['ours', ...(repetition <= recipes ? ['recipe'] : [])]
    const missing = wanted.filter(
      (by) => !records.some((record) => record.kind === kind && record.repetition === repetition && record.by === by),
    )
    if (missing.length > 0) await measure(kind, repetition, missing)
  }
}
process.exitCode = report()

async function measure(kind, repetition, by) {
  const { inject, fits = () => true, options = ['allocs,bytes'] } = KINDS[kind]
  const earlier = records.find((record) => record.kind === kind && record.repetition === repetition)
  const chosen = earlier?.targets ?? shuffle(TARGETS.filter(fits)).slice(0, 3).map(nameOf)
  const edit = (folder) => {
    for (const target of TARGETS.filter((one) => chosen.includes(nameOf(one)))) inject(folder, target)
    // After the hooks, which look for the texts as they were.
    differHarmlessly(folder)
  }
  await withSubject(edit, async (commits) => {
    if (by.includes('ours')) {
      const { seconds, review } = await runReview('review', {
        ...commits,
        options: ['--fail-on', options.join(','), ...passedOn],
      })
      record({ kind, repetition, by: 'ours', targets: chosen, seconds, ...summarizeReview(review) })
    }
    if (by.includes('recipe'))
      record({ kind, repetition, by: 'recipe', targets: chosen, ...(await measureByRecipe(commits)) })
  })
}

function record(result) {
  add(result)
  const { found, wrong } = judge(result)
  console.error(
    `${result.kind}, repetition ${result.repetition}, ${result.by}: ${found.length} of ${result.targets.length} found in ${result.seconds.toFixed(0)} s${wrong.length === 0 ? '' : `; false: ${wrong.join(', ')}`}`,
  )
}

/** The six benchmarks alone: the three that were made worse, and three as controls. */
async function measureByRecipe({ repository, base, head }) {
  const bench = `^Benchmark(${TARGETS.map(({ name }) => name).join('|')})$`
  const texts = {}
  let seconds = 0
  for (const [side, commit] of [
    ['base', base],
    ['head', head],
  ]) {
    const result = await withWorktree(repository, commit, async (folder) => {
      await warmRecipe(folder)
      return await runRecipe(folder, { bench })
    })
    seconds += result.seconds
    texts[side] = result.text
  }
  const { changed } = await compareRecipe(texts, benchstat)
  const median = (samples) => samples.toSorted((a, b) => a - b)[samples.length >> 1]
  const worse = [...changed].filter(([, { base: before, head: after }]) => median(after) > median(before))
  return {
    seconds,
    changed: worse.map(([key, samples]) => {
      const [importPath, name, unit] = key.split(' ')
      return { name: `${importPath.split('/').at(-1)}.${name}`, unit, ...samples }
    }),
  }
}

/** Which of the targets were found, and what was found besides. */
function judge({ kind, by, targets, benchmarks, changed }) {
  const regressed =
    by === 'recipe'
      ? changed.filter(({ unit }) => unit !== 'B/s')
      : benchmarks.flatMap(({ name, metrics }) =>
          Object.entries(metrics).flatMap(([unit, { verdict }]) => (verdict === 'regressed' ? [{ name, unit }] : [])),
        )
  const { units } = KINDS[kind]
  return {
    found: targets.filter((target) => regressed.some(({ name, unit }) => name === target && units.includes(unit))),
    // What a target costs besides is no false alarm: an allocation takes time.
    wrong: regressed.filter(({ name }) => !targets.includes(name)).map(({ name, unit }) => `${name} ${unit}`),
    undecided: by === 'recipe' ? [] : targets.filter((target) => isUndecided(benchmarks, target, units)),
  }
}

function isUndecided(benchmarks, target, units) {
  const metrics = benchmarks.find(({ name }) => name === target)?.metrics ?? {}
  return units.some((unit) => metrics[unit]?.verdict === 'inconclusive')
}

function report() {
  const rows = []
  const alarms = []
  for (const kind of kinds) {
    for (const by of ['ours', 'recipe']) {
      const results = records.filter((one) => one.kind === kind && one.by === by)
      if (results.length === 0) continue
      const judged = results.map(judge)
      const count = (what) => judged.reduce((sum, one) => sum + one[what].length, 0)
      const targets = results.reduce((sum, one) => sum + one.targets.length, 0)
      rows.push([
        KINDS[kind].title,
        by === 'ours' ? 'review' : 'recipe',
        share(count('found'), targets),
        by === 'ours' ? share(count('undecided'), targets) : '–',
        count('wrong'),
        `${(results.reduce((sum, one) => sum + one.seconds, 0) / results.length).toFixed(0)} s`,
      ])
      for (const [at, { targets: wanted, repetition }] of results.entries()) {
        const missed = wanted.filter((target) => !judged[at].found.includes(target))
        if (missed.length > 0) alarms.push(`missed by ${by} (${kind}, repetition ${repetition}): ${missed.join(', ')}`)
        if (judged[at].wrong.length > 0) {
          alarms.push(`false by ${by} (${kind}, repetition ${repetition}): ${judged[at].wrong.join(', ')}`)
        }
      }
    }
  }
  printTable(['made worse by', 'measured by', 'found', 'inconclusive', 'false ones', 'mean time'], rows)
  console.log(
    '\nallocs/op are whole numbers in what the testing package prints: one allocation in ten operations or fewer is not in them.',
  )
  console.log('The recipe runs the six benchmarks of the functions with hooks only, three of them as controls.')
  for (const alarm of alarms) console.log(alarm)
  return records.some((one) => one.by === 'ours' && judge(one).wrong.length > 0) ? 1 : 0
}

function nameOf({ file, name }) {
  return `${file.split('/')[0]}.${name}`
}

function shuffle(values) {
  return values
    .map((value) => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value)
}
