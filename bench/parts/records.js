/** Raw results as JSON lines, so that an interrupted run is continued where it stopped. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * Opens or makes a file of results. Its first line holds the settings; results of other settings are not added to.
 * A last line that was cut off is dropped.
 *
 * @param {string} file
 * @param {object} settings what all results have in common
 */
export function openRecords(file, settings) {
  const header = JSON.stringify({ kind: 'settings', ...settings })
  const records = []
  if (existsSync(file)) {
    const text = readFileSync(file, 'utf8')
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    const [first, ...lines] = whole.split('\n').filter((line) => line !== '')
    if (first !== undefined && first !== header) {
      console.error(`${file} holds results of other settings (${first}): name another file, or remove it.`)
      process.exit(2)
    }
    records.push(...lines.map((line) => JSON.parse(line)))
    if (whole !== text || first === undefined) {
      writeFileSync(file, [header, ...lines].map((line) => `${line}\n`).join(''))
    }
    if (records.length > 0) console.error(`${file}: going on after ${records.length} results.`)
  } else writeFileSync(file, `${header}\n`)
  return {
    records,
    add(record) {
      records.push(record)
      appendFileSync(file, `${JSON.stringify(record)}\n`)
    },
  }
}
