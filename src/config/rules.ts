/** The structures that only the config file can say: what is hot, ignored, waived, bounded; and per-package settings. */
import { z } from 'zod'
import type { Ceiling, MetricDirection, Override, Waiver, WrittenConfig } from './config.ts'
import { normalizeBound, STANDARD_METRICS } from './metric.ts'
import * as values from './values.ts'

export const DIRECTIONS = ['higher-is-better', 'lower-is-better', 'none'] as const satisfies readonly MetricDirection[]

export const MOST_COUNT = 1000
export const MOST_PROCS = 1024
export const MOST_WARM_UPS = 10
/** A week: longer than any runner lives, short enough to notice a slip of units. */
export const MOST_SECONDS = 604_800

const benchmarkPattern = values.nonEmptyText("a benchmark's name, `*` allowed")
const functionPattern = values.nonEmptyText("a function's name such as import/path.Func, `*` allowed")
const metricName = values.nonEmptyText('a metric such as allocs/op')
const packageList = values
  .words(values.packagePattern(), 'a list of package patterns')
  .refine((list) => list.length > 0, { error: 'at least one package pattern' })

const waiverShape = {
  benchmark: benchmarkPattern.optional().describe('Benchmark whose cost is accepted; `*` allowed.'),
  function: functionPattern.optional().describe('Function whose heap escapes are accepted; `*` allowed.'),
  metric: metricName.optional().describe('Only this metric of the benchmark; every metric where it is left out.'),
  ceiling: values
    .notNegative()
    .optional()
    .describe("Accepted while the head's value is not above this, in the metric's unit."),
  expires: values.day().optional().describe('Last day on which the waiver counts, YYYY-MM-DD.'),
  reason: values
    .nonEmptyText('a reason or the link of an issue')
    .describe('Why the cost is accepted; the report shows it.'),
}

const ceilingShape = {
  benchmark: benchmarkPattern.describe('Benchmark that is bounded; `*` allowed.'),
  metric: metricName.describe('Metric that is bounded.'),
  ceiling: values.notNegative().describe("What the head's value must not exceed, in the metric's unit."),
}

const overrideShape = {
  packages: packageList.describe('Packages that these settings are for.'),
  bench: values.regexp().optional(),
  skip: values.regexp().optional(),
  'allocs-threshold': values.notNegative().optional(),
  'bytes-threshold': values.percent().optional(),
  'time-threshold': values.percent().optional(),
  count: values.wholeNumber(1, MOST_COUNT).optional(),
  'benchmark-timeout': values.duration(1, MOST_SECONDS).optional(),
}

const ignoreShape = {
  packages: values.words(values.packagePattern(), 'a list of package patterns').optional(),
  files: values.patterns("a file's path, `*` allowed").optional(),
  generated: values
    .yesOrNo()
    .optional()
    .describe('Whether generated files (`// Code generated … DO NOT EDIT.`) are ignored.'),
}

/** The keys inside each structure, to name the nearest where one is mistyped. */
export const RULE_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['waivers', Object.keys(waiverShape)],
  ['ceilings', Object.keys(ceilingShape)],
  ['overrides', Object.keys(overrideShape)],
  ['ignore', Object.keys(ignoreShape)],
])

// A check across fields also has to run where a single field is wrong, so that all problems are told at once.
const always = { when: () => true }

const waiver = z
  .strictObject(waiverShape, { error: 'a map with reason and either benchmark or function' })
  .refine((item) => !isMap(item) || (item.benchmark === undefined) !== (item.function === undefined), {
    error: 'exactly one of benchmark and function',
    params: { found: 'names both or neither of benchmark and function' },
    ...always,
  })
  .refine((item) => !isMap(item) || item.function === undefined || item.benchmark !== undefined || !isBound(item), {
    error: 'metric and ceiling only beside benchmark',
    params: { found: 'has a metric or ceiling for a function' },
    ...always,
  })
  .refine((item) => !isMap(item) || item.ceiling === undefined || item.metric !== undefined || isFunctionOnly(item), {
    error: 'the metric that the ceiling is for',
    params: { found: 'has a ceiling without a metric' },
    ...always,
  })
  .transform((item): Waiver => {
    const bound =
      item.metric === undefined ? null : normalizeBound({ metric: item.metric, ceiling: item.ceiling ?? null })
    return {
      benchmark: item.benchmark ?? null,
      function: item.function ?? null,
      metric: bound?.metric ?? null,
      ceiling: bound?.ceiling ?? null,
      expires: item.expires ?? null,
      reason: item.reason.trim(),
    }
  })

const ceiling = z
  .strictObject(ceilingShape, { error: 'a map with benchmark, metric and ceiling' })
  .transform((item): Ceiling => {
    const bound = normalizeBound(item)
    return { benchmark: item.benchmark, metric: bound.metric, ceiling: bound.ceiling ?? item.ceiling }
  })

const override = z
  .strictObject(overrideShape, { error: 'a map with packages and the settings for them' })
  .refine((item) => !isMap(item) || Object.keys(item).some((key) => key !== 'packages'), {
    error: `at least one of ${Object.keys(overrideShape).slice(1).join(', ')}`,
    params: { found: 'sets nothing' },
    ...always,
  })
  .transform(
    (item): Override => ({
      packages: item.packages,
      settings: {
        ...(item.bench === undefined ? {} : { bench: item.bench }),
        ...(item.skip === undefined ? {} : { skip: item.skip === '' ? null : item.skip }),
        ...(item['allocs-threshold'] === undefined ? {} : { allocsThreshold: item['allocs-threshold'] }),
        ...(item['bytes-threshold'] === undefined ? {} : { bytesThreshold: item['bytes-threshold'] }),
        ...(item['time-threshold'] === undefined ? {} : { timeThreshold: item['time-threshold'] }),
        ...(item.count === undefined ? {} : { count: item.count }),
        ...(item['benchmark-timeout'] === undefined ? {} : { benchmarkTimeout: item['benchmark-timeout'] }),
      },
    }),
  )

export const waiverList = z.array(waiver, { error: 'a list of waivers' })

export const ceilingList = z.array(ceiling, { error: 'a list of ceilings' }).superRefine((list, context) => {
  list.forEach((item, index) => {
    const first = list.findIndex((other) => other.benchmark === item.benchmark && other.metric === item.metric)
    if (first !== index) {
      context.addIssue({
        code: 'custom',
        path: [index],
        message: 'one ceiling for each benchmark and metric',
        params: { found: `bounds the same as ceilings[${first}]` },
      })
    }
  })
})

export const overrideList = z.array(override, { error: 'a list of overrides' })

export const ignoreRules: z.ZodType<NonNullable<WrittenConfig['ignore']>> = z
  .strictObject(ignoreShape, { error: 'a map with packages, files or generated' })
  .transform((item) => ({
    ...(item.packages === undefined ? {} : { packages: item.packages }),
    ...(item.files === undefined ? {} : { files: item.files }),
    ...(item.generated === undefined ? {} : { generated: item.generated }),
  }))

/** Custom metrics to direction. Those of the testing package have theirs. */
export const metricDirections = z
  .record(z.string(), z.enum(DIRECTIONS, { error: `one of ${DIRECTIONS.join(', ')}` }), {
    error: 'a map from units to directions',
  })
  .superRefine((directions, context) => {
    for (const unit of Object.keys(directions)) {
      const standard = normalizeBound({ metric: unit, ceiling: null }).metric
      if (!STANDARD_METRICS.some((metric) => metric === standard)) continue
      context.addIssue({
        code: 'custom',
        path: [unit],
        message: 'the unit of a custom metric',
        params: { found: 'is a metric of the testing package, whose direction is fixed' },
      })
    }
  })

function isMap(item: unknown): boolean {
  return typeof item === 'object' && item !== null && !Array.isArray(item)
}

function isBound(item: { readonly metric?: unknown; readonly ceiling?: unknown }): boolean {
  return item.metric !== undefined || item.ceiling !== undefined
}

function isFunctionOnly(item: { readonly benchmark?: unknown; readonly function?: unknown }): boolean {
  return item.function !== undefined && item.benchmark === undefined
}
