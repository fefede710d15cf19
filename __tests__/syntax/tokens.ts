import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** A piece of Go text; joined in order they give the text again. */
export interface Token {
  readonly kind: 'word' | 'number' | 'literal' | 'operator' | 'comment' | 'space' | 'newline'
  readonly text: string
}

const KINDS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['newline', /\n/y],
  ['space', /[ \t\r\ufeff]+/y],
  ['comment', /\/\/[^\n]*|\/\*[\s\S]*?\*\//y],
  ['literal', /`[^`]*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.[^']*)'/y],
  ['number', /(?:\d|\.\d)(?:[eEpP][+-]\d|[\p{L}\p{N}_.])*/uy],
  ['word', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['operator', /&\^=|<<=|>>=|\.\.\.|&\^|<<|>>|&&|\|\||<-|\+\+|--|[=!<>:+\-*/%&|^]=|[^\s\p{L}\p{N}_]/uy],
]

/** Go's lexical elements, by a scanner that shares nothing with the parser under test. */
export function scanTokens(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const found = KINDS.flatMap(([kind, pattern]) => {
      pattern.lastIndex = at
      const match = pattern.exec(text)
      return match ? [{ kind, text: match[0] }] : []
    })[0]
    if (!found) throw new Error(`no token at ${JSON.stringify(text.slice(at, at + 20))}`)
    tokens.push(found)
    at += found.text.length
  }
  return tokens
}

export function joinTokens(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join('')
}

/** After this token a line end is a semicolon: https://go.dev/ref/spec#Semicolons */
export function endsStatement(token: Token): boolean {
  if (token.kind === 'number' || token.kind === 'literal') return true
  if (token.kind === 'operator') return ['++', '--', ')', ']', '}'].includes(token.text)
  return token.kind === 'word' && !(KEYWORDS.has(token.text) && !ENDING_KEYWORDS.has(token.text))
}

const ENDING_KEYWORDS = new Set(['break', 'continue', 'fallthrough', 'return'])
const KEYWORDS = new Set(
  'break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var'.split(
    ' ',
  ),
)

/** Real Go files of many kinds: our samples and some packages of the standard library. */
export function readSources(): readonly string[] {
  const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim()
  const here = new URL('..', import.meta.url)
  const folders = [
    ...['strings', 'sort', 'maps', 'sync', 'errors', 'container/list', 'encoding/csv'].map((p) => `${goroot}/src/${p}`),
    new URL('fixtures/escapes/head', here).pathname,
    new URL('fixtures/benchmarks/module', here).pathname,
    new URL('../src/demo/head', here).pathname,
  ]
  return folders.flatMap((folder, index) =>
    readdirSync(folder, { recursive: index >= 7, encoding: 'utf8' })
      .filter((name) => name.endsWith('.go'))
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
      .filter((text) => text.length < 30_000),
  )
}

/** Whether Go's own parser takes the text, and how gofmt writes it. */
export function runGofmt(text: string): { readonly accepted: boolean; readonly formatted: string } {
  const { status, stdout } = spawnSync('gofmt', [], { input: text, encoding: 'utf8' })
  return { accepted: status === 0, formatted: stdout }
}
