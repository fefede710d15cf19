/**
 * Text from the change under review (names, paths, messages, output) is
 * hostile. These functions make it inert for one target each; nothing else in
 * report/ may put foreign text into an output.
 */

const ESC = String.fromCodePoint(0x1b)
const BEL = String.fromCodePoint(0x07)
const TERMINAL_SEQUENCE = new RegExp(`${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?)`, 'g')

/** The colons of a workflow command at the beginning of a line, behind the styling that our terminal report may have there. */
const LEADING_COLONS = new RegExp(`^((?:\\s|${ESC}\\[\\d+m)*:)(?=:)`, 'u')

/** Stands for "no reference starts here" while text is being escaped; foreign text cannot contain it. */
const BREAK = String.fromCodePoint(0x200b)

/**
 * Removes what could steer a terminal or a reader's eye: terminal sequences,
 * control characters (all but line feed and tab), invisible format characters
 * (bidirectional overrides, zero-width spaces, tags) and lone surrogates.
 * Every kind of line end becomes a line feed.
 */
export function stripControl(text: string): string {
  return text
    .replace(TERMINAL_SEQUENCE, '')
    .replace(/\r\n?|[\p{Zl}\p{Zp}]/gu, '\n')
    .replace(/\p{Cc}/gu, (character) => (character === '\n' || character === '\t' ? character : ''))
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
}

/** As `stripControl`, on one line: every run of white space is one space. Leading and trailing ones stay one space. */
export function oneLine(text: string): string {
  return stripControl(text).replace(/\s+/gu, ' ')
}

/** Cuts to at most `limit` UTF-16 units, never inside a surrogate pair, and marks the cut with an ellipsis. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text
  if (limit < 1) return ''
  return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** As `clip`, but keeps the end, where a path says most. */
export function clipStart(text: string, limit: number): string {
  if (text.length <= limit) return text
  if (limit < 1) return ''
  return `…${limit < 2 ? '' : text.slice(1 - limit).replace(/^[\udc00-\udfff]/, '')}`
}

/** Cuts to at most `limit` bytes of UTF-8, at a character's border, and marks the cut with an ellipsis (3 bytes). */
export function clipBytes(text: string, limit: number): string {
  if (text.length * 3 <= limit || utf8Length(text) <= limit) return text
  let bytes = 3
  let kept = ''
  for (const character of text) {
    bytes += utf8Length(character)
    if (bytes > limit) break
    kept += character
  }
  return limit < 3 ? '' : `${kept}…`
}

const encoder = new TextEncoder()

/** The number of bytes that the text takes in UTF-8. */
export function utf8Length(text: string): number {
  return encoder.encode(text).length
}

/**
 * Breaks what GitHub turns into links or notifications in plain text: @mentions
 * and e-mail addresses, #12 and GH-12, bare URLs, :emoji:. Expects `oneLine` text.
 */
function breakReferences(text: string): string {
  return text
    .replace(/@(?=\S)/g, `@${BREAK}`)
    .replace(/#(?=\d)/g, `#${BREAK}`)
    .replace(/\bGH-(?=\d)/gi, (word) => `${word}${BREAK}`)
    .replace(/:(?=\/\/)/g, `:${BREAK}`)
    .replace(/www(?=\.)/gi, (word) => `${word}${BREAK}`)
    .replace(/:(?=[a-z+-][\w+-]*:)/gi, `:${BREAK}`)
}

const MARKDOWN_CHARACTERS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  $: '&#36;',
}

/**
 * Foreign text as inline GitHub Markdown that shows exactly the text, on one
 * line; safe inside emphasis, links and table cells. Where it begins a line of
 * Markdown, `escapeLineStart` has to follow.
 */
export function escapeMarkdown(text: string): string {
  return breakReferences(oneLine(text))
    .replace(/[&<>|$]/g, (character) => MARKDOWN_CHARACTERS[character] ?? '')
    .replace(/[\\`*_[\]~]/g, '\\$&')
    .replaceAll(BREAK, '&#8203;')
}

/** Keeps the start of an escaped line from being read as a heading, a list, an underline or the rule of a table. */
export function escapeLineStart(markdown: string): string {
  return markdown.replace(/^(\s*)(?=[-+=#:])/, '$1\\').replace(/^(\s*\d{1,9})(?=[.)])/, '$1\\')
}

/**
 * Foreign text as a Markdown code span: the delimiter is longer than any run of
 * backticks inside (CommonMark 0.31, 6.1). Nothing inside is a mention or a link.
 */
export function codeSpan(text: string): string {
  const line = breakMarkers(stripControl(text).replace(/[\n\t]/g, ' '))
  if (line === '') return ''
  const fence = '`'.repeat(longestBacktickRun(line) + 1)
  const touchesFence = line.startsWith('`') || line.endsWith('`')
  const wouldLoseSpaces = line.startsWith(' ') && line.endsWith(' ') && line.trim() !== ''
  const padding = touchesFence || wouldLoseSpaces ? ' ' : ''
  return `${fence}${padding}${line}${padding}${fence}`
}

/**
 * A code span for a table cell. A row is split at pipes before code spans are
 * seen, and a backslash before an escaped pipe cannot be written in one, so
 * text with a pipe becomes an HTML element with numeric entities.
 */
export function codeCell(text: string): string {
  if (!text.includes('|')) return codeSpan(text)
  const inert = oneLine(text).replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0) ?? 0xfffd};`)
  return `<code>${inert}</code>`
}

/** Foreign text as a fenced block that its content cannot close. `language` is ours: letters only. */
export function fence(text: string, language = ''): string {
  const content = breakMarkers(stripControl(text).replace(/\n+$/, ''))
  const marks = '`'.repeat(Math.max(3, longestBacktickRun(content) + 1))
  return `${marks}${language.replace(/[^a-z]/g, '')}\n${content}\n${marks}`
}

/**
 * Code cannot be escaped, yet neither the hidden marker by which a comment is
 * found may occur in it, nor what a runner that prints the report would obey.
 */
function breakMarkers(text: string): string {
  return text
    .replaceAll('<!--', `<!${BREAK}--`)
    .replaceAll('##[', `##${BREAK}[`)
    .replace(/^(\s*:)(?=:)/gm, `$1${BREAK}`)
}

function longestBacktickRun(text: string): number {
  let longest = 0
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length)
  return longest
}

const HTML_CHARACTERS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Foreign text as HTML text or as the content of a quoted attribute; a runner that prints it finds no command. */
export function escapeHtml(text: string): string {
  return stripControl(text)
    .replace(/[&<>"']/g, (character) => HTML_CHARACTERS[character] ?? '')
    .replaceAll('::', '&#58;:')
    .replaceAll('##[', '#&#35;[')
}

/** Foreign text for HTML that stands inside Markdown (a fold's summary line): one line, and no reference comes alive. */
export function escapeHtmlInMarkdown(text: string): string {
  const inert = breakReferences(oneLine(text)).replace(/[&<>"']/g, (character) => HTML_CHARACTERS[character] ?? '')
  return inert.replaceAll(BREAK, '&#8203;')
}

/**
 * A line that a runner shows and does not obey: it looks for `::name` where a
 * line begins, colours or not, and for `##[name` anywhere (actions/runner,
 * ActionCommand.cs).
 */
export function breakCommands(line: string): string {
  return line.replaceAll('##[', '## [').replace(LEADING_COLONS, '$1 ')
}

/**
 * Foreign text as a plain SARIF message, on one line: what a viewer takes for a
 * link, `[text](1)`, or for a placeholder, `{0}`, is broken (SARIF 2.1.0, 3.11.5
 * and 3.11.6), and so are references, since GitHub shows messages in comments.
 */
export function escapeSarif(text: string): string {
  return breakReferences(oneLine(text).trim())
    .replaceAll('](', `]${BREAK}(`)
    .replace(/\{(?=\d+\})/g, `{${BREAK}`)
}

/** JSON as it is, but without a character that could steer a terminal or a runner that prints it. */
export function escapeJson(json: string): string {
  return json
    .replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
      Array.from({ length: character.length }, (_, index) => codeUnit(character.charCodeAt(index))).join(''),
    )
    .replaceAll('##[', `#${codeUnit(0x23)}[`)
}

function codeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`
}

/** The message of a workflow command (`::error::message`), as the runner decodes it (actions/toolkit, command.ts). */
export function escapeWorkflowCommandMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** A property of a workflow command (`::error file=…,line=…::`), as the runner decodes it. */
export function escapeWorkflowCommandProperty(text: string): string {
  return escapeWorkflowCommandMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
