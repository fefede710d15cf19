/**
 * Parse throughput on the standard library's own diagnostics.
 *
 *   node bench/parse-throughput.js [capture]
 *
 * Without a capture, one of 100 MB is made with `go build -gcflags=all=-m=2 std`
 * (minutes). Prints MB/s of one core and the peak memory of the process that
 * reads, keeping what a review of one of its packages needs.
 */
import { execFileSync, spawn } from 'node:child_process'
import { createWriteStream, existsSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleEntry } from './bundle.js'

const MEGABYTE = 1e6
const WANTED = 100 * MEGABYTE
const capture = process.argv[2] ?? path.join(tmpdir(), 'go-perf-review-std-diagnostics.txt')

if (!existsSync(capture)) await writeCapture(capture)
const entry = await bundleEntry(fileURLToPath(new URL('read-capture.ts', import.meta.url)))
console.log(`${(statSync(capture).size / MEGABYTE).toFixed(0)} MB of diagnostics, ${process.version}`)
for (let run = 1; run <= 5; run++) {
  const result = JSON.parse(execFileSync(process.execPath, [entry, capture], { encoding: 'utf8' }))
  const speed = result.bytes / MEGABYTE / result.seconds
  console.log(
    `run ${run}: ${speed.toFixed(0)} MB/s, peak ${result.peakMegabytes.toFixed(0)} MB, ${result.diagnostics} diagnostics, ${result.facts} facts kept`,
  )
}

/** Builds the library once with the diagnostics on, as often repeated as it takes to reach the size. */
async function writeCapture(file) {
  console.log('Capturing: this compiles the standard library.')
  const out = createWriteStream(file)
  let size = 0
  while (size < WANTED) {
    const child = spawn('go', ['build', '-trimpath', '-gcflags=all=-m=2', 'std'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    for await (const chunk of child.stderr) {
      if (size >= WANTED) continue
      size += chunk.length
      out.write(chunk)
    }
  }
  await new Promise((resolve) => out.end(resolve))
}
