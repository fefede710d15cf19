import type { Config, WrittenConfig } from '../config/config.ts'
import type { Invocation } from '../config/invocation.ts'
import { ExpectedFailure } from '../errors.ts'
import type { Clock, ForeignFiles, Host } from '../ports.ts'
import { judgeAgain } from '../review/judge-again.ts'
import { parseUntrustedReview } from '../review/parse-untrusted.ts'
import type { Review } from '../review/schema.ts'
import { readArtefact } from './artefact.ts'
import { describeDifference, parseConfig, refuseProblems, withNotice } from './config-source.ts'
import type { Event } from './event.ts'
import { renderCommandLine } from './reproduce.ts'
import { demand, fetchSubject, type Subject } from './subject.ts'

export interface ReportRequest {
  readonly event: Event
  /** GITHUB_SHA */
  readonly runSha: string
  /** Absolute path of a review.json or of the folder that holds it. */
  readonly artefact: string
  readonly invocation: Pick<Invocation, 'configPath'>
  readonly inputs: WrittenConfig
  /** The inputs as they are written, by their key. */
  readonly writtenInputs: Readonly<Record<string, string>>
  /** Told the settings of the base once they are known, for whoever tells of a failure. */
  readonly onConfig: (config: Config) => void
}

export interface ReportPorts {
  readonly host: Host
  readonly foreignFiles: ForeignFiles
  readonly clock: Clock
}

export type Reported =
  | { readonly found: true; readonly review: Review; readonly config: Config; readonly pullRequest: number | null }
  | { readonly found: false; readonly message: string }

/**
 * The review that mode `report` delivers: measured by someone else, judged here,
 * with the settings of the base and the labels of this moment. Throws an
 * ExpectedFailure where the file, the settings or the host forbid to say anything.
 */
export async function fetchReported(request: ReportRequest, ports: ReportPorts): Promise<Reported> {
  const { event, runSha, artefact, inputs } = request
  const answer = await fetchSubject(event, runSha, ports.host)
  if (!answer.found) return answer
  const { subject } = answer
  const { configPath } = request.invocation
  const text = demand(await ports.host.fetchFile(subject.configSha, configPath))
  const { config, problems } = parseConfig(configPath, text, inputs)
  request.onConfig(config)
  refuseProblems(problems)
  const measured = parseUntrustedReview(await readArtefact(artefact, ports.foreignFiles), artefact)
  if (measured.head.sha !== subject.headSha) {
    throw new ExpectedFailure(
      'invalid-review-file',
      `${artefact} is refused: it is a review of ${measured.head.sha}, and this run is about ${subject.headSha}. Nothing of it was posted; hand over what was measured for this commit.`,
    )
  }
  const judged = judgeAgain(measured, { config, labels: subject.labels, today: ports.clock.nowIso().slice(0, 10) })
  const { base, head } = renderRefs(measured, subject)
  const reproduce = renderCommandLine(base.sha.slice(0, 12), head.sha.slice(0, 12), request.writtenInputs)
  const notice = await fetchNotice(subject, configPath, text, ports.host)
  const review = withNotice({ ...judged, base, head, reproduce }, notice)
  return { found: true, review, config, pullRequest: subject.pullRequest }
}

function renderRefs({ base, head }: Review, subject: Subject): Pick<Review, 'base' | 'head'> {
  return {
    base: { ref: subject.baseRef ?? base.ref, sha: base.sha },
    head: { ref: subject.headRef ?? head.ref, sha: subject.headSha },
  }
}

/** Whether the change touches its own settings; a host that cannot tell takes nothing from the report. */
async function fetchNotice(subject: Subject, path: string, used: string | null, host: Host): Promise<string | null> {
  if (subject.headSha === subject.configSha) return null
  const head = await host.fetchFile(subject.headSha, path)
  return head.ok ? describeDifference(path, used, head.value) : null
}
