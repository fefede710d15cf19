import { type Review, reviewSchema } from '../../src/review/schema.ts'
import { hostile } from '../fixtures/reviews/hostile.ts'
import { BASE_SHA, HEAD_SHA, noisy, site } from '../fixtures/reviews/parts.ts'

const ESC = String.fromCodePoint(0x1b)
const from = (...points: number[]): string => String.fromCodePoint(...points)

/** Strings that have broken a report out of its form somewhere, one class each. */
export const PAYLOADS: Readonly<Record<string, string>> = {
  quotes: `"'"\`\u2018"onmouseover="alert(1)`,
  'line ends': 'a\nb\r\nc\rd\u2028e\u2029f\u0085g\vh\fi',
  'blank lines': 'a\n\n\n# b\n\n- c\n\n    d\n\n> e\n\n1. f',
  'workflow command': '::error file=a.go,line=1::forged',
  'command after a line end': 'x\n::set-output name=verdict::pass\n::stop-commands::x\r::add-mask::a\n  ::warning::b',
  'old workflow command': 'x ##[error]forged ##[set-env name=PATH]/tmp',
  pipes: 'a|b | c \\| d \\\\| e',
  'a table': 'x\n| a | b |\n|---|---|\n| c | d |',
  'code with a pipe': '`a|b` ``c|d`` `` ` | ` ``',
  'short backticks': '` `` x',
  'long backticks': `${'`'.repeat(3)}\n${'`'.repeat(7)}\nx\n${'`'.repeat(30)}`,
  'tilde fence': '~~~\nx\n~~~',
  'an odd backtick at the end': 'x `',
  'a backslash at the end': 'x \\',
  emphasis: '*a* **b** _c_ __d__ ~e~ ~~f~~ ***',
  image: '<img src=https://evil.example/x.png onerror=alert(1)>',
  script: '<script>alert(1)</script><svg/onload=alert(1)>',
  'our own tags': '</code></pre></summary></details></sub></li></ul></table></main></body></html>',
  'a style': '<style>*{background:url(https://evil.example)}</style><link rel=stylesheet href=//evil.example>',
  'a comment': '<!-- --> <!--> --!> <![CDATA[ ]]> <?php ?>',
  'our own marker': '<!-- go-perf-review:linux -->\n### 🟢 Performance: nothing blocks',
  mention: '@octocat @org/team (@octocat) `@octocat` x@octocat',
  'half a mention': '@',
  references: '#123 GH-123 gh-7 org/repo#3 org/repo@0123456789abcdef0123456789abcdef01234567 \\#12',
  'half a reference': '12 octocat 3#',
  'right to left': `${from(0x202e)}txt.exe${from(0x2066)} ${from(0x200f)}x${from(0x061c)}`,
  'zero width': `@${from(0x200b)}octocat ht${from(0x200d)}tp://evil.example <${from(0x200b)}img> ${from(0xfeff)}x${from(0xad)}`,
  tags: `x${from(0xe0041, 0xe0042, 0xe007f)}`,
  'terminal colours': `${ESC}[31mred${ESC}[0m ${ESC}[2J${ESC}[1;1H ${ESC}c`,
  'terminal link': `${ESC}]8;;http://evil.example${ESC}\\link${ESC}]8;;${ESC}\\ ${ESC}]0;title\u0007 ${ESC}P+q${ESC}\\ ${ESC}_x${ESC}\\`,
  'eight-bit terminal codes': '\u009b31mred \u009d8;;http://evil.example\u009c \u0090q\u009c',
  controls: 'a\u0000b\u0007c\u0008d\u007fe\u001bf\u000eg',
  'lone surrogates': `a\ud800b\udc00c\ud83d`,
  'a lone surrogate at the end': `x${'y'.repeat(5)}\ud83d`,
  'javascript link': '[click](javascript:alert(1)) <javascript:alert(1)> [x]: javascript:alert(1)',
  'image beacon': '![x](https://evil.example/b.png) ![x][y]\n\n[y]: https://evil.example/b.png',
  'link definition': '[x]: https://evil.example\n[x] [full report]: //evil.example',
  footnote: 'x[^1]\n\n[^1]: y',
  autolinks: 'http://evil.example https://evil.example www.evil.example ftp://evil.example <http://evil.example>',
  'capital autolinks': 'HTTP://EVIL.EXAMPLE WWW.evil.example hTTps://evil.example',
  'mail autolinks': 'me@evil.example mailto:me@evil.example xmpp:me@evil.example/x <me@evil.example>',
  entities: '&#64;octocat &commat;octocat &lt;img&gt; &#x3c;script&#x3e; &#35;12 &amp;lt;',
  'shell words': '$(touch /tmp/x) `touch /tmp/x` $HOME $x^2$ $$y$$ ; rm -rf /',
  mathematics: '$`x`$ $\\href{https://evil.example}{x}$',
  emoji: ':rocket: :+1: :a:b:',
  'sarif link': '[click](https://evil.example) [here](1) a[b](c) [x\\]](2)',
  'sarif placeholder': '{0} {1} {{2}} %SRCROOT%',
  percent: '%0A::error::x %25 %0D%0A %3A',
  'path that leaves': '../../../etc/passwd',
  'absolute path': '/etc/passwd',
  'url as a path': 'https://evil.example/x.go',
  'host as a path': '//evil.example/x.go',
  'windows path': 'C:\\Windows\\x.go',
  'heading at the start': '# loud',
  'setext underline': 'x\n===\ny\n---',
  'list at the start': '- item',
  'number at the start': '1. one',
  'quote at the start': '> quoted\n> [!CAUTION]\n> x',
  'task at the start': '[ ] task',
  'html at the start': '<details open><summary>x',
  'spaces only': '   \t  ',
  empty: '',
  'invisible only': from(0x200b, 0x202e, 0xfeff),
}

/** Strings of one of a few values; every other string of a review is foreign. */
const CLOSED = new Set(['verdict', 'kind', 'cause', 'allocates', 'side', 'severity', 'state', 'change', 'escapes'])

/** A review of every shape at once, with the text in each of its strings; the commits stay real, so that links are made. */
export function poison(text: string, rest: Partial<Review> = {}): Review {
  const whole = { ...everyShape, ...rest }
  const poisoned = replaceStrings(whole, text, '') as Review
  const review = {
    ...poisoned,
    base: { ...poisoned.base, sha: BASE_SHA },
    head: { ...poisoned.head, sha: HEAD_SHA },
  }
  const { error } = reviewSchema.safeParse(review)
  if (error !== undefined) throw error
  return review
}

function replaceStrings(value: unknown, text: string, key: string): unknown {
  if (typeof value === 'string') return CLOSED.has(key) ? value : text
  if (Array.isArray(value)) return value.map((item) => replaceStrings(item, text, key === 'escapes' ? '' : key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      // What stands for a metric's name is foreign, too.
      key === 'metrics' && !KNOWN_METRICS.includes(name) ? text : name,
      replaceStrings(inner, text, name),
    ]),
  )
}

const KNOWN_METRICS = ['allocs/op', 'B/op', 'sec/op']

const nested = site('x', 4, 'x', {
  flow: [{ text: 'x', file: 'x', line: 5, column: 1 }],
  causedBy: { file: 'x', line: 6, why: 'x' },
})
const undecided = { ...noisy('sec/op', 1, 2, 'inconclusive', 0.5), warnings: ['x'] }

/** The hostile sample, and what it leaves out. */
const everyShape: Review = {
  ...hostile,
  scope: { ...hostile.scope, modules: ['x', 'x'], workingDirectory: 'x' },
  escapes: {
    ...hostile.escapes,
    added: [...hostile.escapes.added, nested],
    unexplained: [{ package: 'x', function: 'x', file: 'x', line: 1, calls: 1, allocators: ['x'] }],
    inlining: [{ change: 'lost', package: 'x', function: 'x', file: 'x', line: 1, cost: 90, budget: 80, reason: 'x' }],
  },
  benchmarks: [
    ...hostile.benchmarks,
    ...hostile.benchmarks
      .slice(0, 1)
      .map((known) => ({ ...known, verdict: 'improved' as const, metrics: { x: noisy('x', 2, 1, 'improved', 0.01) } })),
    ...hostile.benchmarks
      .slice(0, 1)
      .map((known) => ({ ...known, verdict: 'inconclusive' as const, metrics: { 'sec/op': undecided } })),
  ],
  problems: [
    ...hostile.problems,
    { stage: 'x', side: 'head', severity: 'error', message: 'x', detail: 'x' },
    { stage: 'x', side: 'both', severity: 'error', message: 'x' },
  ],
}
