/** Reads a capture as the product does and tells how long it took; run by parse-throughput.js. */
import { createReadStream } from 'node:fs'
import { createFactCollector } from '../src/escape/collect-facts.ts'
import { createDiagnosticsReader } from '../src/escape/parse-diagnostics.ts'

// As if net/http were the module under review: its facts are kept, the rest is read and dropped.
const collector = createFactCollector((printed) =>
  printed.startsWith('net/http/') ? { file: printed, package: 'net/http' } : null,
)
let diagnostics = 0
const reader = createDiagnosticsReader({
  diagnostic(diagnostic) {
    diagnostics += 1
    collector.receiver.diagnostic(diagnostic)
  },
  other: collector.receiver.other,
  ...(collector.receiver.wants ? { wants: collector.receiver.wants } : {}),
})
let bytes = 0
const started = process.hrtime.bigint()
for await (const chunk of createReadStream(process.argv[2] ?? '', { highWaterMark: 64 * 1024 })) {
  bytes += chunk.length
  reader.push(chunk)
}
reader.finish()
const seconds = Number(process.hrtime.bigint() - started) / 1e9
const peakMegabytes = process.resourceUsage().maxRSS / 1000
const { facts } = collector.collected()
process.stdout.write(JSON.stringify({ bytes, seconds, peakMegabytes, diagnostics, facts: facts.length }))
