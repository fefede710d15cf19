/** Where the reviewed repository is shown; without it, places are plain text. */
export interface RepositoryAddress {
  /** `https://github.com`, or a GitHub Enterprise Server. */
  readonly serverUrl?: string | undefined
  /** `owner/name` of the repository that holds the commit. */
  readonly repository?: string | undefined
}

/** Longer paths are shown without a link: their address would crowd out the report. */
const LONGEST_PATH = 400

/**
 * The address of a line at a commit, or null where none can be built safely: no
 * address given, no full commit hash, a path that leaves the repository.
 */
export function permalink(address: RepositoryAddress, sha: string, file: string, line: number): string | null {
  const server = httpUrl(address.serverUrl)
  const repository = address.repository ?? ''
  const path = file.length > LONGEST_PATH ? null : encodePath(file)
  if (server === null || !/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^[0-9a-f]{40,64}$/.test(sha)) return null
  if (path === null) return null
  return `${server}/${repository}/blob/${sha}/${path}${line > 0 ? `#L${line}` : ''}`
}

/** A file of the repository as a relative URL path, or null for what lies in none or cannot be told. */
export function encodePath(file: string): string | null {
  const segments = file.split('/')
  // A dependency's file is named by its import path, which begins with a host.
  if (segments.length > 1 && /^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$/.test(segments[0] ?? '')) return null
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return null
  return segments.map(encodeSegment).join('/')
}

/** The URL without a trailing slash if it is http(s) and harmless inside a Markdown link, else null. */
export function httpUrl(text: string | undefined): string | null {
  if (text === undefined || !/^https?:\/\/[^\s<>()[\]`"'\\|]+$/.test(text)) return null
  return text.replace(/\/+$/, '')
}

function encodeSegment(segment: string): string {
  // A lone surrogate has no UTF-8 form; encodeURIComponent would throw.
  const wellFormed = segment.replace(/\p{Cs}/gu, '\ufffd')
  return encodeURIComponent(wellFormed).replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
