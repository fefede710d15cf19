/**
 * False alarms on identical code (A/A): reviews of a head that differs from its base in every package, but does the same.
 *
 *   node bench/null.js [--repetitions 100] [--out null.jsonl] [-- options of go-perf-review]
 *
 * Time is judged too (`--fail-on allocs,bytes,time`). Ends with status 1 where more alarms are false than may be: none
 * in allocs/op and B/op, in time in one of 100 reviews; or where a benchmark was not run. A run of 100 takes hours;
 * `--out` keeps each review's samples, and the same command goes on where it was interrupted.
 */
import { readArguments, readCount } from './parts/arguments.js'
import { openRecords } from './parts/records.js'
import { readBuild, runReview, summarizeReview } from './parts/review.js'
import { differHarmlessly, withSubject } from './parts/subject.js'
import { median, printTable, share } from './parts/table.js'

const USAGE = 'usage: node bench/null.js [--repetitions 100] [--out null.jsonl] [-- options of go-perf-review]'
const UNITS = ['allocs/op', 'B/op', 'sec/op']
const VERDICTS = ['regressed', 'improved', 'inconclusive', 'unchanged']

const { values, passedOn } = readArguments(USAGE, { repetitions: { type: 'string' }, out: { type: 'string' } })
const repetitions = readCount('repetitions', values.repetitions ?? '100')
const file = values.out ?? 'null.jsonl'
const options = ['--fail-on', 'allocs,bytes,time', ...passedOn]
const { records, add } = openRecords(file, { script: 'null', options, build: readBuild(), node: process.version })

for (let repetition = records.length + 1; repetition <= repetitions; repetition++) {
  let differences = {}
  const record = await withSubject(
    (folder) => {
      differences = differHarmlessly(folder)
    },
    async (commits) => {
      const { seconds, status, review } = await runReview('review', { ...commits, options })
      return { repetition, differences, seconds, status, ...summarizeReview(review) }
    },
  )
  add(record)
  const wrong = alarmsOf(record).map(describeAlarm)
  console.error(
    `review ${repetition} of ${repetitions}: ${record.verdict}, ${record.benchmarks.length} benchmarks in ${record.seconds.toFixed(0)} s${wrong.length === 0 ? '' : `; ${wrong.join('; ')}`}`,
  )
}

process.exitCode = report(records)

/** Every metric that is said to have changed, better or worse. */
function alarmsOf(record) {
  return record.benchmarks.flatMap(({ name, metrics }) =>
    Object.entries(metrics)
      .filter(([, { verdict }]) => verdict === 'regressed' || verdict === 'improved')
      .map(([unit, metric]) => ({ repetition: record.repetition, name, unit, ...metric })),
  )
}

function describeAlarm({ name, unit, verdict }) {
  return `${name} ${unit} ${verdict}`
}

function report(reviews) {
  const unitOf = (unit) => (UNITS.includes(unit) ? unit : 'other metrics')
  const counts = new Map([...UNITS, 'other metrics'].map((unit) => [unit, {}]))
  for (const { benchmarks } of reviews) {
    for (const { metrics } of benchmarks) {
      for (const [unit, { verdict }] of Object.entries(metrics)) {
        const row = counts.get(unitOf(unit))
        row[verdict] = (row[verdict] ?? 0) + 1
      }
    }
  }
  console.log(
    `${reviews.length} reviews of identical code, ${median(reviews.map(({ seconds }) => seconds)).toFixed(0)} s each (median)\n`,
  )
  const alarms = reviews.flatMap(alarmsOf)
  const reviewsWith = (wanted) => new Set(alarms.filter(wanted).map(({ repetition }) => repetition)).size
  printTable(
    ['metric', ...VERDICTS, 'reviews with a false alarm'],
    [...counts].map(([unit, row]) => [
      unit,
      ...VERDICTS.map((verdict) => row[verdict] ?? 0),
      share(
        reviewsWith((alarm) => unitOf(alarm.unit) === unit && alarm.verdict === 'regressed'),
        reviews.length,
      ),
    ]),
  )
  const verdicts = reviews.map(({ verdict }) => verdict)
  console.log(`\nverdicts of the reviews: ${countEach(verdicts)}`)
  for (const alarm of alarms) {
    console.log(
      `\n${alarm.verdict === 'regressed' ? 'false alarm' : 'false improvement'} in review ${alarm.repetition}: ${describeAlarm(alarm)}`,
    )
    console.log(`  base ${alarm.base.join(' ')}\n  head ${alarm.head.join(' ')}`)
    console.log(`  ${alarm.exact ? 'taken as exact' : `p ${alarm.p}, corrected ${alarm.pAdjusted}`}`)
  }
  const unsettled = countBy(reviews, ({ metrics }) =>
    Object.entries(metrics).flatMap(([unit, { verdict }]) => (verdict === 'inconclusive' ? [unit] : [])),
  )
  if (unsettled !== '') console.log(`\ninconclusive: ${unsettled}`)
  const notRun = reviews.flatMap(({ repetition, benchmarks, problems }) => [
    ...benchmarks
      .filter(({ skipped, problem, metrics }) => skipped ?? problem ?? Object.keys(metrics).length === 0)
      .map(({ name, skipped, problem }) => `review ${repetition}: ${name}: ${skipped ?? problem ?? 'no metrics'}`),
    ...problems.filter(({ severity }) => severity === 'error').map(({ message }) => `review ${repetition}: ${message}`),
    ...(benchmarks.length < 20 ? [`review ${repetition}: only ${benchmarks.length} benchmarks`] : []),
  ])
  for (const line of notRun) console.log(`not run: ${line}`)
  const counted = reviewsWith(
    ({ unit, verdict }) => unit !== 'sec/op' && UNITS.includes(unit) && verdict === 'regressed',
  )
  const timed = reviewsWith(({ unit, verdict }) => unit === 'sec/op' && verdict === 'regressed')
  console.log(
    `\nreviews with a false regression: ${counted} in allocs/op or B/op (0 wanted), ${timed} in time (at most 1 in 100 wanted)`,
  )
  return counted > 0 || timed > Math.ceil(reviews.length / 100) || notRun.length > 0 ? 1 : 0
}

function countBy(reviews, wordsOf) {
  return countEach(
    reviews.flatMap(({ benchmarks }) => benchmarks.flatMap((one) => wordsOf(one).map((word) => `${one.name} ${word}`))),
  )
}

function countEach(words) {
  const counts = new Map()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([word, count]) => `${word} ${count}×`).join(', ')
}
