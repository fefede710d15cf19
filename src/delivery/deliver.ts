import { renderWorkflowCommands, WORKFLOW_COMMAND_LIMITS } from '../report/annotations.ts'
import { ARTEFACTS } from '../report/formats.ts'
import { renderSummary } from '../report/summary.ts'
import type { Finding } from '../review/schema.ts'
import { writeBesides } from './besides.ts'
import { deliverToHost } from './deliver-to-host.ts'
import { type Delivery, type DeliveryPorts, describeContext } from './delivery.ts'
import { planOutputs } from './outputs.ts'
import { annotationsBesides } from './rest.ts'

/** What earlier steps leave for later ones. */
interface Delivered {
  /** Path of `review.json`, '' while there is none. */
  reportPath: string
  /** Findings that people see beside their lines. */
  told: ReadonlySet<Finding>
}

interface Step {
  readonly what: string
  readonly deliver: (delivery: Delivery, ports: DeliveryPorts, delivered: Delivered) => Promise<void> | void
}

/** In this order: what needs nobody else, what needs the network, and last what the network did not take. */
const STEPS: readonly Step[] = [
  { what: 'the report files', deliver: writeReportFiles },
  { what: 'the outputs', deliver: writeOutputs },
  { what: 'the job summary', deliver: writeSummary },
  { what: 'what GitHub shows', deliver: writeToHost },
  { what: 'the annotations', deliver: writeAnnotations },
]

/** Hands a review to everyone who waits for it. Never throws: what fails is a warning, and the rest is still delivered. */
export async function deliver(delivery: Delivery, ports: DeliveryPorts): Promise<void> {
  const delivered: Delivered = { reportPath: '', told: new Set() }
  for (const { what, deliver } of STEPS) {
    try {
      await deliver(delivery, ports, delivered)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      ports.runner.warn(`Delivery of ${what} failed (${why}). The verdict stands.`)
    }
  }
}

/** Leaves a review for another job: the files, and the outputs that name them. Throws where the files cannot be written. */
export async function deliverFiles(delivery: Delivery, ports: Omit<DeliveryPorts, 'host'>): Promise<void> {
  const delivered: Delivered = { reportPath: '', told: new Set() }
  await writeReportFiles(delivery, { ...ports, host: null }, delivered)
  writeOutputs(delivery, { ...ports, host: null }, delivered)
}

async function writeReportFiles(delivery: Delivery, ports: DeliveryPorts, delivered: Delivered): Promise<void> {
  const { review, reportFile } = delivery
  const json = reportFile ?? `${await ports.runner.makeReportFolder()}/review.json`
  const folder = json.replace(/[^/\\]*$/, '')
  for (const { name, render } of ARTEFACTS) {
    const file = name === 'review.json' ? json : `${folder}${name}`
    await ports.files.writeText(file, render(review, describeContext(delivery)))
    if (file === json) delivered.reportPath = json
  }
  await writeBesides(folder, delivery, ports.files)
}

function writeOutputs({ review }: Delivery, { runner }: DeliveryPorts, { reportPath }: Delivered): void {
  for (const { name, value } of planOutputs(review, reportPath)) runner.writeOutput(name, value)
}

async function writeSummary(delivery: Delivery, { runner }: DeliveryPorts): Promise<void> {
  await runner.appendSummary(renderSummary(delivery.review, describeContext(delivery)))
}

async function writeToHost(delivery: Delivery, ports: DeliveryPorts, delivered: Delivered): Promise<void> {
  delivered.told = await deliverToHost(delivery, ports)
}

function writeAnnotations({ review }: Delivery, { runner }: DeliveryPorts, { told }: Delivered): void {
  // The runner shows so many of a level; one place is left for what the step itself has to say.
  const limits = { ...WORKFLOW_COMMAND_LIMITS, perLevel: WORKFLOW_COMMAND_LIMITS.perLevel - 1 }
  runner.writeCommands(renderWorkflowCommands(annotationsBesides(review, told, limits).annotations))
}
