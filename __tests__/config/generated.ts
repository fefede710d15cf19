import { readFileSync, writeFileSync } from 'node:fs'

/** The committed text of a file of this repository; with UPDATE_SCHEMA=1 it is first brought up to date. */
export function readGenerated(file: string, expected: string): string {
  const url = new URL(`../../${file}`, import.meta.url)
  if (process.env.UPDATE_SCHEMA === '1') writeFileSync(url, expected)
  return readFileSync(url, 'utf8')
}

export function readCommitted(file: string): string {
  return readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
}
