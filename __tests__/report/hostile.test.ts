/**
 * Hostile text in every string of a review, through every renderer. What GitHub
 * would make of the Markdown is asked of micromark, which follows CommonMark and
 * GitHub's extensions to the letter.
 */
import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { renderAnnotations, renderWorkflowCommands } from '../../src/report/annotations.ts'
import { ARTEFACTS, FORMATS } from '../../src/report/formats.ts'
import { renderHtml } from '../../src/report/html.ts'
import { CONTENT_POLICY, STYLE } from '../../src/report/html-style.ts'
import { renderJson } from '../../src/report/json.ts'
import { renderLineNotes } from '../../src/report/line-notes.ts'
import { commentMarker, renderMarkdown } from '../../src/report/markdown.ts'
import { renderNotReviewed } from '../../src/report/not-reviewed.ts'
import { renderSarif } from '../../src/report/sarif.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { renderTerminal } from '../../src/report/terminal.ts'
import { type Review, VERDICTS } from '../../src/review/schema.ts'
import { withoutCode } from './inert.ts'
import { PAYLOADS, poison } from './poison.ts'
import { sarifFaults } from './sarif-schema.ts'

const SERVER = 'https://ghe.example.org'
const MARKER = commentMarker('linux')
const context = {
  serverUrl: SERVER,
  repository: 'team/token',
  reportUrl: `${SERVER}/team/token/actions/runs/42`,
  waiverLabel: 'perf-regression-accepted',
}
const OUR_LINK =
  /^https:\/\/github\.com\/go-perf-review\/go-perf-review\/blob\/main\/docs\/checklist\.md#[a-z-]+$|^https:\/\/ghe\.example\.org\/team\/token\/(?:blob\/[0-9a-f]{40}\/[\w.%/-]+(?:#L\d+)?|actions\/runs\/42)$/
const OUR_TAGS = 'a br code details em h3 li p pre strong sub summary table tbody td th thead tr ul'.split(' ')
const OUR_TAG = /^<\/?[a-z0-9]+(?: (?:href="[^"<>]*"|align="(?:left|right)"|class="language-text"))?(?: \/)?>$/
const PAGE_TAGS = [...OUR_TAGS, ...'body div footer h1 head html main meta span style title'.split(' ')]
const LIVE_IN_SARIF = /\]\(|\{\d+\}|@[a-z0-9]|#\d|:\/\/|www\.|\p{Cc}/iu
const INVISIBLE = /(?!\u200b)\p{Cf}|\p{Cs}|[\u2028\u2029]/u

const asGitHub = (markdown: string): string =>
  micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })

interface Tag {
  readonly name: string
  readonly text: string
}

/** Every tag, comment and declaration of a page. A quoted attribute may hold anything. */
function tagsOf(html: string): readonly Tag[] {
  return [...html.matchAll(/<(\/?[a-z][a-z0-9]*|[!?][^\s>]*)(?:"[^"]*"|'[^']*'|[^"'>])*>|<(?=[a-z/!?])/gi)].map(
    ([text, name = '?']) => ({ name: name.toLowerCase(), text }),
  )
}

/** What is left of a page for GitHub to find references in: text outside of code and links. */
function looseText(html: string): string {
  return html
    .replace(/<(pre|code|a)\b[^>]*>[\s\S]*?<\/\1>/g, ' CODE ')
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)))
    .replaceAll('&amp;', '&')
}

/** The form of a page without its words: the same for every text, or a text got out of its place. */
function formOf(html: string): string {
  return tagsOf(html)
    .map(({ name }) => name)
    .filter((name) => !/^\/?(?:a|code)$/.test(name))
    .join(' ')
}

function expectOnlyOurLinks(html: string): void {
  const addresses = tagsOf(html).flatMap(({ text }) => [...text.matchAll(/\s(?:href|src|srcset|action)="([^"]*)"/g)])
  expect(addresses.map(([, url = '']) => url).filter((url) => !OUR_LINK.test(url))).toEqual([])
}

/** No text of a report may steer a terminal or hide from its reader, nor be obeyed by a runner that prints it. */
function expectQuiet(text: string): void {
  expect(text.replace(/[\n\t]/g, '')).not.toMatch(/\p{Cc}/u)
  expect(text).not.toMatch(INVISIBLE)
  expect(text).not.toMatch(/^\s*::/m)
  expect(text).not.toContain('##[')
}

function expectInertMarkdown(markdown: string): void {
  expectQuiet(markdown)
  const html = asGitHub(markdown)
  const foreign = tagsOf(html).filter(
    ({ name, text }) => !OUR_TAGS.includes(name.replace('/', '')) || !OUR_TAG.test(text),
  )
  expect(foreign).toEqual([])
  expectOnlyOurLinks(html)
  const loose = looseText(html)
  expect(loose.match(/@[a-z0-9].{0,9}|#\d+|\bgh-\d+/gi) ?? []).toEqual([])
  expect(loose.match(/\w+:\/\/\S+|www\.\S+|:[a-z+][\w+-]*:/gi) ?? []).toEqual([])
  expectWholeTables(markdown)
}

/** A row has as many cells as its heading: cmark drops what is too much and fills what is missing, unseen. */
function expectWholeTables(markdown: string): void {
  let columns = 0
  for (const line of withoutCode(markdown).split('\n')) {
    const bars = line.startsWith('|') ? (line.match(/(?<!\\)(?:\\\\)*\|/g)?.length ?? 0) : 0
    if (columns > 0 && bars > 0 && bars !== columns) throw new Error(`${bars} bars, not ${columns}: ${line}`)
    columns = bars
  }
}

function expectInertPage(html: string): void {
  expectQuiet(html)
  const [declaration, ...tags] = tagsOf(html.replace(STYLE, ''))
  expect(declaration?.text).toBe('<!DOCTYPE html>')
  const foreign = tags.filter(
    ({ name, text }) => !PAGE_TAGS.includes(name.replace('/', '')) || /\son\w+=|\ssrc|\sstyle=/.test(text),
  )
  expect(foreign).toEqual([])
  expectOnlyOurLinks(html)
}

function expectInertCommands(review: Review): void {
  const commands = renderWorkflowCommands(renderAnnotations(review))
  expect(commands.length).toBeLessThanOrEqual(50)
  for (const command of commands) {
    const parts = /^::(?:error|warning|notice) file=([^:,\r\n]+),line=\d+(?:,title=([^:,\r\n]*))?::([^\r\n]+)$/.exec(
      command,
    )
    expect([command, parts === null]).toEqual([command, false])
    const [, file = '', title = '', message = ''] = (parts ?? []).map((part) => decode(part ?? ''))
    for (const text of [file, title, message]) {
      expect(text.replace(/[\n\t]/g, '')).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}/u)
    }
    expect(title.length).toBeLessThanOrEqual(255)
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(4096)
  }
}

/** As the runner reads what stands between the colons. */
function decode(text: string): string {
  const codes: Readonly<Record<string, string>> = { '%3A': ':', '%2C': ',', '%0D': '\r', '%0A': '\n', '%25': '%' }
  return text.replace(/%(?:3A|2C|0D|0A|25)/g, (code) => codes[code] ?? '')
}

function expectInertSarif(text: string): void {
  expectQuietJson(text)
  expect(sarifFaults(text)).toEqual([])
  const run = JSON.parse(text).runs[0]
  expect(run.tool.driver.name).toBe('go-perf-review')
  const uris: string[] = []
  const messages: string[] = []
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (key === 'uri') uris.push(value)
      else if (key !== 'repositoryUri') messages.push(value.replace(/\[(?:here|this line)\]\(\d+\)/g, ''))
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        // Help is ours, whatever the review.
        if (name !== 'help') walk(inner, name)
      }
    }
  }
  walk(run, '')
  expect(uris.filter((uri) => !/^(?!\/)(?!\w+:)(?!.*(?:^|\/)\.\.?(?:\/|$))[\w.%/-]+$/.test(uri))).toEqual([])
  expect(messages.filter((message) => LIVE_IN_SARIF.test(message) || INVISIBLE.test(message))).toEqual([])
}

function expectQuietJson(text: string): void {
  expect(text.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u)
  expect(text.replaceAll('\u200b', '')).not.toMatch(/\p{Cf}/u)
  expect(text).not.toMatch(/^\s*::/m)
  expect(text).not.toContain('##[')
}

function expectInertTerminal(review: Review, color: boolean): void {
  const text = renderTerminal(review, { color, width: 80 })
  const styling = new RegExp(`${String.fromCodePoint(0x1b)}\\[(?:1|2|22|31|32|33|36|39)m`, 'g')
  const plain = color ? text.replace(styling, '') : text
  expectQuiet(plain)
  expect(plain).not.toContain('\u200b')
}

/** Comments on lines, at most so many as a review has different ones. */
function expectInertNotes(review: Review): void {
  for (const { render } of renderLineNotes(review, context).slice(0, 5)) {
    for (const withPlace of [true, false]) expectInertMarkdown(render(withPlace))
  }
}

function expectInertRefusal(text: string): void {
  const refusal = { sha: text, reason: text, details: [text, text], reportUrl: context.reportUrl }
  const comment = renderNotReviewed(refusal, MARKER)
  expect(comment.split('<!--')).toHaveLength(2)
  expectInertMarkdown(comment.slice(MARKER.length + 1))
}

function expectInert(review: Review): void {
  const comment = renderMarkdown(review, { ...context, marker: MARKER })
  expect(comment.startsWith(`${MARKER}\n`)).toBe(true)
  expect(comment.split('<!--')).toHaveLength(2)
  expect(comment.length).toBeLessThanOrEqual(65_536)
  const body = comment.slice(MARKER.length + 1)
  expectInertMarkdown(body)
  const summary = renderSummary(review, context)
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1_048_576)
  if (summary !== body) expectInertMarkdown(summary)
  expectInertPage(renderHtml(review, context))
  expectInertNotes(review)
  expectInertTerminal(review, false)
  expectInertTerminal(review, true)
  expectInertCommands(review)
  expectInertSarif(renderSarif(review, { ...context, commentKey: 'linux' }))
  const json = renderJson(review)
  expectQuietJson(json)
  expect(JSON.stringify(JSON.parse(json))).toBe(JSON.stringify(review))
}

describe('a text in every string of a review gets out of no report', () => {
  test.each(Object.entries(PAYLOADS))('%s', (_, text) => {
    expectInert(poison(text, { verdict: 'regressed' }))
    expectInert(poison(`${text}x`, { verdict: 'pass' }))
    expectInert(poison(`x${text}`, { verdict: 'inconclusive' }))
    expectInert(poison(text, { verdict: 'broken' }))
    for (const shape of [text, `x${text}`]) expectInertRefusal(shape)
  })

  test('whatever the text', () => {
    const words = fc.constantFrom(...Object.values(PAYLOADS), ...'`|\\<>&"\'@#:[](){}!*_~$%-=+.\n\r\t 1ax/'.split(''))
    const texts = fc.oneof(
      fc.array(words, { maxLength: 6 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 40 }),
    )
    fc.assert(
      fc.property(texts, fc.constantFrom(...VERDICTS), (text, verdict) => expectInert(poison(text, { verdict }))),
      { numRuns: 25 },
    )
  })
})

describe('a text changes the words of a report and never its form', () => {
  const visible = Object.entries(PAYLOADS).filter(
    ([name]) => !/^(?:empty|spaces only|invisible only|half a ref)/.test(name),
  )
  const forms = (text: string, verdict: Review['verdict']) => {
    const review = poison(text, { verdict })
    const markdown = renderMarkdown(review, { ...context, maxCharacters: 10_000_000 })
    return { markdown: formOf(asGitHub(markdown)), page: formOf(renderHtml(review, context)) }
  }

  const plain = new Map(VERDICTS.map((verdict) => [verdict, forms('x', verdict)]))

  test('of which there is enough to tell', () => {
    for (const { markdown } of plain.values()) expect(markdown.split(' ').length).toBeGreaterThan(60)
  })

  test.each(visible)('%s', (_, text) => {
    expect(forms(text, 'regressed')).toEqual(plain.get('regressed'))
    expect(forms(`x${text}`, 'inconclusive')).toEqual(plain.get('inconclusive'))
    expect(forms(`${text}x`, 'broken')).toEqual(plain.get('broken'))
  })
})

describe('a megabyte in every string', () => {
  const long = {
    letters: '漢'.repeat(1_000_000),
    backticks: '`'.repeat(1_000_000),
    'line ends': '\n'.repeat(1_000_000),
    'terminal sequences': `${String.fromCodePoint(0x1b)}]`.repeat(500_000),
    spaces: `${' '.repeat(999_999)}x`,
  }
  test.each(Object.entries(long))('of %s keeps every limit', (_, text) => {
    const review = poison(text, { verdict: 'regressed' })
    expect(renderMarkdown(review, { ...context, marker: MARKER }).length).toBeLessThanOrEqual(65_536)
    expect(Buffer.byteLength(renderSummary(review, context))).toBeLessThanOrEqual(1_048_576)
    expect(renderSarif(review, context).length).toBeLessThanOrEqual(1_000_000)
    expect(renderHtml(review, context).length).toBeLessThanOrEqual(1_000_000)
    expect(renderTerminal(review, { color: false, width: 80 }).length).toBeLessThanOrEqual(1_000_000)
    expectInertCommands(review)
  })
})

describe('the page', () => {
  test('allows no script, no request and no style but its own', () => {
    const hash = createHash('sha256').update(STYLE).digest('base64')
    expect(CONTENT_POLICY).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`)
    const page = renderHtml(poison('x'), context)
    expect(page).toContain(`<meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}">`)
    expect(STYLE).not.toMatch(/url\(|@import|</)
  })

  test('closes every tag that it opens, in order', () => {
    const open: string[] = []
    for (const { name } of tagsOf(renderHtml(poison('x'), context).replace(STYLE, ''))) {
      if (['br', 'meta', '!doctype'].includes(name)) continue
      if (!name.startsWith('/')) open.push(name)
      else expect(open.pop()).toBe(name.slice(1))
    }
    expect(open).toEqual([])
  })
})

test('each format and each file goes through one of these renderers', () => {
  expect(Object.keys(FORMATS).sort()).toEqual(['annotations', 'html', 'json', 'markdown', 'sarif', 'terminal'])
  expect(ARTEFACTS.map(({ name }) => name)).toEqual(['review.json', 'review.md', 'review.sarif', 'review.html'])
})
