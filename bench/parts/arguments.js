/** The command lines of these scripts: `[options] [-- options of go-perf-review]`. */
import { parseArgs } from 'node:util'

/**
 * Explains and ends with status 2 where the command line cannot be understood.
 *
 * @param {string} usage what `--help` prints
 * @param {import('node:util').ParseArgsConfig['options']} options as parseArgs takes them
 * @param {readonly [number, number]} positionals the fewest and the most of them
 */
export function readArguments(usage, options, [fewest, most] = [0, 0]) {
  const argv = process.argv.slice(2)
  const end = argv.indexOf('--')
  const own = end === -1 ? argv : argv.slice(0, end)
  const passedOn = end === -1 ? [] : argv.slice(end + 1)
  try {
    const { values, positionals } = parseArgs({
      args: own,
      options: { ...options, help: { type: 'boolean' } },
      allowPositionals: true,
    })
    if (values.help) {
      console.log(usage)
      process.exit(0)
    }
    if (positionals.length < fewest || positionals.length > most) throw new Error('wrong number of arguments')
    return { values, positionals, passedOn }
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`)
    process.exit(2)
  }
}

/** A whole number of 1 or more, or the end with status 2. */
export function readCount(name, text) {
  const count = Number(text)
  if (Number.isSafeInteger(count) && count >= 1) return count
  console.error(`--${name} ${text}: give a whole number of 1 or more.`)
  process.exit(2)
}
