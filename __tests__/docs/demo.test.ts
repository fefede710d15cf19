import { expect, test } from '@jest/globals'
import { run } from './started.ts'
import { blocksOf, ROOT, readText } from './texts.ts'

test('the picture in the README is what the demo says, in the order in which it says it', async () => {
  const [picture = ''] = blocksOf(readText('README.md'), 'text')
  const demo = await run(['dist/cli.js', 'demo', '--format', 'markdown', '--quiet'], ROOT)
  expect([demo.status, demo.stderr]).toEqual([1, ''])
  const shown = picture.split('\n').filter((line) => line.trim() !== '' && line !== '…')
  expect(shown.length).toBeGreaterThan(6)
  const said = demo.stdout.split('\n').map(plain)
  let from = 0
  for (const line of shown) {
    const isMeant = (candidate: string) =>
      line.endsWith(' …') ? candidate.startsWith(line.slice(0, -2)) : candidate === line
    const at = said.findIndex((candidate, index) => index >= from && isMeant(candidate))
    // As a pair, so that a failure names the line.
    expect([line, at >= from]).toEqual([line, true])
    from = at + 1
  }
})

/** A line of the comment as a reader sees it. */
function plain(markdown: string): string {
  return markdown
    .replace(/^#+ /, '')
    .replace(/\\$/, '')
    .replace(/\*\*|(?<=^ *)\*(?=Try)|(?<=Try:)\*/g, '')
    .replaceAll('`', '')
    .replace(/(?<!\\)\[(\d+)\]\(https:[^)]*\/docs\/checklist\.md#[a-z-]+\)/g, '$1')
    .replace(/\\([[\]])/g, '$1')
}
