/**
 * How much of each part a report tells. Everything that an allowance holds back
 * is counted and named at the report's end.
 */
export interface Allowance {
  /** Groups of blocking benchmarks (same lines at fault) told openly; the rest goes into a fold. */
  readonly openBlockers: number
  readonly blockers: number
  /** Lines at fault per group of benchmarks. */
  readonly attributions: number
  readonly findings: number
  /** Rows of the open table; the rest goes into a fold. */
  readonly openRows: number
  readonly foldedRows: number
  readonly openGroups: number
  readonly foldedGroups: number
  readonly coldGroups: number
  readonly betterRows: number
  readonly removedSites: number
  /** Rows of numbers that block nothing: not comparable and undecided benchmarks. */
  readonly otherRows: number
  /** Names of benchmarks per reason in lists: unchanged, skipped, new, removed. */
  readonly unchangedNames: number
  readonly skippedNames: number
  readonly listedNames: number
  /** Whether names held back are worth a word at the end; lists always say how many they hold back. */
  readonly countNames: boolean
  readonly problems: number
  readonly checklistItems: number
  readonly evidence: number
  /** Longest foreign sentence, in UTF-16 units. */
  readonly text: number
  /** Longest foreign expression, name or path inside a sentence. */
  readonly word: number
  /** Longest command output. */
  readonly listing: number
}

export const EVERYTHING: Allowance = {
  openBlockers: 5,
  blockers: Number.MAX_SAFE_INTEGER,
  attributions: 8,
  findings: 200,
  openRows: 12,
  foldedRows: Number.MAX_SAFE_INTEGER,
  openGroups: 5,
  foldedGroups: Number.MAX_SAFE_INTEGER,
  coldGroups: Number.MAX_SAFE_INTEGER,
  betterRows: Number.MAX_SAFE_INTEGER,
  removedSites: Number.MAX_SAFE_INTEGER,
  otherRows: Number.MAX_SAFE_INTEGER,
  unchangedNames: Number.MAX_SAFE_INTEGER,
  skippedNames: Number.MAX_SAFE_INTEGER,
  listedNames: Number.MAX_SAFE_INTEGER,
  countNames: true,
  problems: 100,
  checklistItems: 100,
  evidence: 3,
  text: 1200,
  word: 200,
  listing: 4000,
}

/** A terminal scrolls, but nobody reads 300 lines of it. */
export const TERMINAL: Allowance = {
  ...EVERYTHING,
  blockers: 10,
  findings: 20,
  foldedRows: 20,
  foldedGroups: 15,
  coldGroups: 5,
  betterRows: 10,
  removedSites: 10,
  otherRows: 10,
  unchangedNames: 10,
  skippedNames: 0,
  listedNames: 10,
  countNames: false,
}

const CUTS: readonly Partial<Allowance>[] = [
  { skippedNames: 0 },
  { unchangedNames: 0 },
  { removedSites: 20, otherRows: 20 },
  { foldedRows: 60, betterRows: 20 },
  { foldedRows: 0, betterRows: 0, otherRows: 0, removedSites: 0 },
  { coldGroups: 0 },
  { foldedGroups: 40, listedNames: 10 },
  { foldedGroups: 10, findings: 20, blockers: 20 },
  { foldedGroups: 0, findings: 10, blockers: 8, problems: 10, attributions: 5, text: 600, listing: 2000 },
  { openRows: 6, openGroups: 3, findings: 5, blockers: 3, attributions: 3, evidence: 1, listedNames: 3, text: 300 },
  { openRows: 0, openGroups: 1, findings: 1, blockers: 1, attributions: 1, evidence: 0, problems: 1, word: 80 },
  { checklistItems: 0, findings: 0, openGroups: 0, problems: 0, listedNames: 0, text: 120, word: 40, listing: 400 },
]

/** The allowances to try in turn: what matters least goes first, and what went stays away. */
export const ALLOWANCES: readonly Allowance[] = everSmaller()

function everSmaller(): readonly Allowance[] {
  const steps = [EVERYTHING]
  let allowance = EVERYTHING
  for (const cut of CUTS) {
    allowance = { ...allowance, ...cut }
    steps.push(allowance)
  }
  return steps
}
