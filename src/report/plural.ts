/** "1 benchmark", "2 benchmarks", "1,200 sites": every noun of the reports takes a plain s. */
export function count(amount: number, noun: string): string {
  return `${amount.toLocaleString('en-US')} ${amount === 1 ? noun : `${noun}s`}`
}

/** What a fold says when it does not hold everything that its title counts: ", the first 20 here". */
export function firstOf(shown: number, all: number): string {
  return shown < all ? `, the first ${shown.toLocaleString('en-US')} here` : ''
}

/** The verb's form after `count`: verb(1, 'allocates', 'allocate'). */
export function verb(amount: number, one: string, many: string): string {
  return amount === 1 ? one : many
}
