/** The kinds of values that options take: how each may be written, and what it becomes. */
import { z } from 'zod'
import { parseCpuList } from './cpu-list.ts'
import { parseDuration } from './duration.ts'
import { FAIL_ON_WORDS, type Gate, parseGate } from './gate-words.ts'
import { type MemoryLimit, parseMemory } from './memory.ts'
import { findRegexpFault } from './regexp.ts'

/**
 * What an editor should accept where a value may be written in more ways than
 * the schema's result shows; see `renderConfigSchema`.
 */
export const writtenForms = z.registry<{ readonly form: Readonly<Record<string, unknown>> }>()

// Every schema's error text is what a message says after "expected".

/** Any text without NUL, which no argument of a process can hold. */
export function text(expected = 'text'): z.ZodType<string, string> {
  return z.string({ error: expected }).refine(isWithoutNul, { error: `${expected} without NUL characters` })
}

export function nonEmptyText(expected: string): z.ZodType<string, string> {
  return z
    .string({ error: expected })
    .refine((value) => value.trim() !== '' && isWithoutNul(value), { error: expected })
}

export function wholeNumber(least: number, most: number): z.ZodType<number, number> {
  const error = `a whole number from ${least} to ${most}`
  return z.int({ error }).min(least, { error }).max(most, { error })
}

/** Different whole numbers: 4, "4", [1, 4] or "1,4". */
export function wholeNumbers(least: number, most: number): z.ZodType<number[]> {
  const error = `different whole numbers from ${least} to ${most}, such as 4 or "1,4"`
  const written = (value: unknown): unknown =>
    typeof value === 'number' ? [value] : typeof value === 'string' ? parseWords(value) : value
  const item = z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value),
    z.int({ error }).min(least, { error }).max(most, { error }),
  )
  return z
    .preprocess(
      written,
      z.array(item, { error }).refine((list) => new Set(list).size === list.length, { error }),
    )
    .register(writtenForms, {
      form: {
        anyOf: [
          { type: 'integer', minimum: least, maximum: most },
          { type: 'array', items: { type: 'integer', minimum: least, maximum: most } },
          { type: 'string' },
        ],
      },
    })
}

export function notNegative(): z.ZodType<number, number> {
  const error = 'a number of 0 or more'
  return z.number({ error }).min(0, { error })
}

export function yesOrNo(): z.ZodType<boolean, boolean> {
  return z.boolean({ error: 'true or false' })
}

export function choice<const Word extends string>(words: readonly Word[]): z.ZodType<Word, Word> {
  return z.enum(words, { error: `one of ${words.join(', ')}` })
}

/** Per cent: 5, "5" or "5%". */
export function percent(): z.ZodType<number> {
  const error = 'a percentage of 0 or more, such as 5 or "5%"'
  const written = /^\s*(\d{1,15}(?:\.\d{1,15})?)\s*%?\s*$/
  return z
    .preprocess(
      (value) => (typeof value === 'string' ? Number(written.exec(value)?.[1] ?? Number.NaN) : value),
      z.number({ error }).min(0, { error }),
    )
    .register(writtenForms, {
      form: {
        anyOf: [
          { type: 'number', minimum: 0 },
          { type: 'string', pattern: written.source },
        ],
      },
    })
}

/** Seconds: 600, "600", "90s", "10m", "1h30m". */
export function duration(least: number, most: number): z.ZodType<number> {
  const error = 'a time such as 600 (seconds), "90s", "10m" or "1h30m"'
  const range = `${error}, from ${least} to ${most} seconds`
  return z
    .preprocess(
      (value) => (typeof value === 'string' ? (parseDuration(value) ?? value) : value),
      z.int({ error }).min(least, { error: range }).max(most, { error: range }),
    )
    .register(writtenForms, {
      form: {
        anyOf: [
          { type: 'integer', minimum: least, maximum: most },
          { type: 'string', pattern: '^\\s*[0-9]' },
        ],
      },
    })
}

/** Memory: "80%" of the machine's, "512MiB", "2GiB". */
export function memory(): z.ZodType<MemoryLimit, string> {
  const expected = 'an amount of memory such as "80%", "512MiB" or "2GiB"'
  return z.string({ error: expected }).transform((value, context) => {
    const limit = parseMemory(value)
    if (limit !== null) return limit
    context.addIssue({ code: 'custom', message: expected, params: { found: `is ${JSON.stringify(value)}` } })
    return z.NEVER
  })
}

/** A Go regular expression. Go judges it when it runs; here only what Go surely refuses. */
export function regexp(): z.ZodType<string, string> {
  const expected = 'a Go regular expression'
  return z.string({ error: expected }).superRefine((value, context) => {
    const fault = isWithoutNul(value) ? findRegexpFault(value) : 'it holds a NUL character'
    if (fault !== null) {
      context.addIssue({
        code: 'custom',
        message: expected,
        params: { found: `is ${JSON.stringify(value)}: ${fault}` },
      })
    }
  })
}

/** A list, or one text that holds its items with commas or spaces between them. */
export function words(item: z.ZodType<string, string>, expected: string): z.ZodType<string[]> {
  return z
    .preprocess((value) => (typeof value === 'string' ? parseWords(value) : value), z.array(item, { error: expected }))
    .register(writtenForms, {
      form: { anyOf: [{ type: 'array', items: { type: 'string' } }, { type: 'string' }] },
    })
}

/** A list, or one text that is its only item: patterns may hold spaces and commas. */
export function patterns(expected: string): z.ZodType<string[]> {
  const item = nonEmptyText(expected)
  return z
    .preprocess(
      (value) => (typeof value === 'string' ? [value] : value),
      z.array(item, { error: `a list: ${expected}` }),
    )
    .register(writtenForms, { form: { anyOf: [{ type: 'array', items: { type: 'string' } }, { type: 'string' }] } })
}

const MOST_GOGC = 2 ** 31 - 1

/** GOGC: `off`, or a number as text or as such; '' for Go's own. */
export function gogc(): z.ZodType<string> {
  return written(
    `off or a whole number from 0 to ${MOST_GOGC}`,
    (text) => text === 'off' || text === '' || (/^\d{1,10}$/.test(text) && Number(text) <= MOST_GOGC),
  )
}

/** GOMEMLIMIT: bytes, with a binary unit or without; '' for none. */
export function memoryLimit(): z.ZodType<string> {
  return written('off or a size such as 2GiB or 512MiB, in B, KiB, MiB, GiB or TiB', (text) => {
    const [, digits = '', unit = 'B'] = /^(\d{1,19})([KMGT]i?B|B)?$/.exec(text) ?? []
    const power = ['B', 'KiB', 'MiB', 'GiB', 'TiB'].indexOf(unit)
    // The runtime ends a program whose limit does not fit in 63 bits.
    const fits = digits !== '' && power >= 0 && BigInt(digits) * 1024n ** BigInt(power) < 2n ** 63n
    return text === '' || text === 'off' || fits
  })
}

/** `off`, `auto` or CPUs: 2, "2,3", "0-3", [2, 3]. */
export function pinnedCpus(): z.ZodType<string> {
  const expected = 'off, auto, or CPUs such as 2,3 or 0-3'
  const isRight = (text: string): boolean => text === 'off' || text === 'auto' || parseCpuList(text) !== null
  return written(expected, isRight, [{ type: 'array', items: { type: ['integer', 'string'] } }])
}

/** Text that may also be written as a number, or as a list where `lists` has the form of one; without the spaces around it. */
function written(
  expected: string,
  isRight: (text: string) => boolean,
  lists: readonly Readonly<Record<string, unknown>>[] = [],
): z.ZodType<string> {
  return z
    .preprocess(
      (value) => {
        const isList = lists.length > 0 && Array.isArray(value) && value.every((item) => typeof item !== 'object')
        const list = isList ? value.join(',') : value
        return typeof list === 'number' ? String(list) : typeof list === 'string' ? list.trim() : list
      },
      z.string({ error: expected }).refine(isRight, { error: expected }),
    )
    .register(writtenForms, {
      form: { anyOf: [{ type: 'string' }, { type: 'integer', minimum: 0 }, ...lists] },
    })
}

/** The words of `fail-on`. */
export function gate(): z.ZodType<Gate> {
  const expected = `a list of ${FAIL_ON_WORDS.join(', ')}`
  const judged = z.array(z.string({ error: expected }), { error: expected }).transform((list, context) => {
    const { gate: result, faults } = parseGate(list)
    for (const fault of faults) {
      context.addIssue({
        code: 'custom',
        message: fault.expected,
        path: [fault.index],
        params: { found: fault.found },
      })
    }
    return result
  })
  return z
    .preprocess((value) => (typeof value === 'string' ? parseWords(value) : value), judged)
    .register(writtenForms, {
      form: { anyOf: [{ type: 'array', items: { enum: FAIL_ON_WORDS } }, { type: 'string' }] },
    })
}

/** Build tags, as a list or one text; the result is as `-tags` takes it. */
export function buildTags(): z.ZodType<string> {
  const expected = 'build tags of letters, digits, "_" and "."'
  return words(z.string({ error: expected }).regex(/^[\p{L}\p{Nd}_.]+$/u, { error: expected }), expected).transform(
    (tags) => tags.join(','),
  )
}

/** A path inside the repository, relative to its root, with forward slashes; '' for the root. */
export function insidePath(): z.ZodType<string, string> {
  const expected = "a path inside the repository, relative to its root, without '..'"
  return z.string({ error: expected }).transform((value, context) => {
    const path = parseInsidePath(value)
    if (path === null) {
      context.addIssue({ code: 'custom', message: expected, params: { found: `is ${JSON.stringify(value)}` } })
    }
    return path ?? ''
  })
}

/** Go package patterns. One that begins with `-` would reach `go` as an option. */
export function packagePattern(): z.ZodType<string, string> {
  const expected = 'a Go package pattern such as ./... or example.com/module/package'
  return z.string({ error: expected }).regex(/^(?!-)[^\s\p{Cc}"'`$;|&<>]+$/u, { error: expected })
}

/** The name of an environment variable that a benchmark may see. */
export function variableName(): z.ZodType<string, string> {
  const expected = 'the name of an environment variable'
  const kept = 'another name: what the runner passes to this action (tokens, inputs, command files) stays out of reach'
  return z
    .string({ error: expected })
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: expected })
    .regex(/^(?!GO(?:GC|MEMLIMIT)$)/, { error: 'the options gogc and gomemlimit for these' })
    .regex(/^(?!(?:INPUT_|ACTIONS_|STATE_)|GITHUB_(?:TOKEN|ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$)/i, { error: kept })
}

/** A calendar day, `2026-12-31`. */
export function day(): z.ZodType<string, string> {
  const expected = 'a day that exists, written YYYY-MM-DD'
  return z.iso.date({ error: expected })
}

function isWithoutNul(value: string): boolean {
  return !value.includes('\0')
}

function parseWords(value: string): string[] {
  return value.split(/[\s,]+/).filter((word) => word !== '')
}

function parseInsidePath(value: string): string | null {
  const forward = value.trim().replaceAll('\\', '/')
  if (forward.startsWith('/') || /^[A-Za-z]:/.test(forward) || forward.includes('\0')) return null
  const segments = forward.split('/').filter((segment) => segment !== '' && segment !== '.')
  return segments.includes('..') ? null : segments.join('/')
}
