/** How the program names itself in reports. The version is that of package.json, which a test compares. */
export const TOOL = { name: 'go-perf-review', version: '0.1.0' } as const

/** What each question of the checklist means, for the reader of a report. */
export const CHECKLIST_PAGE = 'https://github.com/go-perf-review/go-perf-review/blob/main/docs/checklist.md'
