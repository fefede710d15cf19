/** How the program names itself in reports. The version is that of package.json, which a test compares. */
export const TOOL = { name: 'go-perf-review', version: '0.1.0' } as const
