/** "1 benchmark", "2 benchmarks", "1,200 sites": every noun of the reports takes a plain s. */
export function count(amount: number, noun: string): string {
  return `${amount.toLocaleString('en-US')} ${amount === 1 ? noun : `${noun}s`}`
}

/** The verb's form after `count`: verb(1, 'allocates', 'allocate'). */
export function verb(amount: number, one: string, many: string): string {
  return amount === 1 ? one : many
}
