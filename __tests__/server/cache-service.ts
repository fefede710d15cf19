/**
 * The cache service that a runner offers a job, in the form that GitHub
 * Enterprise Server has: look up, reserve, upload in pieces, commit.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Entry {
  readonly key: string
  readonly version: string
  pieces: Buffer[]
  committed: boolean
}

export class CacheService {
  readonly entries: Entry[] = []
  /** Pretends to have an entry for keys that begin so, with this archive. */
  pretended: { readonly prefix: string; readonly archive: Buffer } | null = null
  /** Answers 500 to everything. */
  failing = false
  requests = 0
  readonly #http = createServer((request, response) => void this.#serve(request, response))

  static async start(): Promise<CacheService> {
    const service = new CacheService()
    await new Promise<void>((resolve) => service.#http.listen(0, '127.0.0.1', resolve))
    return service
  }

  /** What the runner tells a step of it. */
  get variables(): Readonly<Record<string, string>> {
    return { ACTIONS_CACHE_URL: this.#url, ACTIONS_RUNTIME_TOKEN: 'runtime-token' }
  }

  get keys(): readonly string[] {
    return this.entries.filter(({ committed }) => committed).map(({ key }) => key)
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections()
    await new Promise((resolve) => this.#http.close(resolve))
  }

  get #url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/`
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    this.requests++
    const { status, body } =
      this.failing && !this.#isPretended(request)
        ? { status: 500, body: null }
        : this.#answer(request, Buffer.concat(chunks))
    const isArchive = Buffer.isBuffer(body)
    response.writeHead(status, { 'content-type': isArchive ? 'application/octet-stream' : 'application/json' })
    response.end(body === null ? '' : isArchive ? body : JSON.stringify(body))
  }

  #isPretended({ url }: IncomingMessage): boolean {
    return this.pretended !== null && /archives\/0$|keys=go-perf-review-build/.test(url ?? '')
  }

  #answer(request: IncomingMessage, body: Buffer): { readonly status: number; readonly body: unknown } {
    const url = new URL(request.url ?? '/', this.#url)
    const place = url.pathname.replace('/_apis/artifactcache/', '')
    const entry = this.entries[Number(/\d+$/.exec(place)?.[0] ?? 0) - 1]
    switch (`${request.method} ${place.replace(/\/\d+$/, '/id')}`) {
      case 'GET cache': {
        // The client encodes the list twice.
        const wanted = decodeURIComponent(url.searchParams.get('keys') ?? '').split(',')
        const version = url.searchParams.get('version')
        const [key = ''] = wanted
        if (this.pretended !== null && key.startsWith(this.pretended.prefix)) {
          return { status: 200, body: { cacheKey: key, archiveLocation: `${this.#url}_apis/artifactcache/archives/0` } }
        }
        const known = this.entries.filter((one) => one.committed && one.version === version)
        const found = wanted.flatMap((key) => known.filter((one) => one.key.startsWith(key)))[0]
        if (found === undefined) return { status: 204, body: null }
        const archiveLocation = `${this.#url}_apis/artifactcache/archives/${this.entries.indexOf(found) + 1}`
        return { status: 200, body: { cacheKey: found.key, archiveLocation, scope: 'refs/pull/7/merge' } }
      }
      case 'POST caches': {
        const { key, version } = JSON.parse(body.toString('utf8')) as { key: string; version: string }
        if (this.entries.some((one) => one.key === key && one.version === version)) {
          return { status: 409, body: { message: 'exists' } }
        }
        this.entries.push({ key, version, pieces: [], committed: false })
        return { status: 201, body: { cacheId: this.entries.length } }
      }
      case 'PATCH caches/id':
        entry?.pieces.push(body)
        return { status: 204, body: null }
      case 'POST caches/id':
        if (entry) entry.committed = true
        return { status: 204, body: null }
      case 'GET archives/id':
        return { status: 200, body: entry ? Buffer.concat(entry.pieces) : this.pretended?.archive }
      default:
        return { status: 404, body: { message: 'not found' } }
    }
  }
}
