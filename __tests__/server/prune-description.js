/**
 * Makes `__tests__/fixtures/github/api.json` from GitHub's own OpenAPI
 * description: the operations that the product calls, and what they refer to,
 * without prose and examples.
 *
 *     node __tests__/server/prune-description.js           writes the file
 *     node __tests__/server/prune-description.js --check   fails if the committed file differs
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Add an operation here when `src/io/github.ts` starts to call it. */
const OPERATIONS = [
  'users/get-authenticated',
  'pulls/get',
  'pulls/list',
  'repos/get-content',
  'git/get-commit',
  'issues/list-comments',
  'issues/create-comment',
  'issues/update-comment',
  'pulls/list-review-comments',
  'pulls/create-review',
  'pulls/update-review-comment',
  'pulls/delete-review-comment',
  'checks/list-for-ref',
  'checks/create',
  'checks/update',
  'repos/create-commit-status',
]

const METHODS = ['get', 'put', 'post', 'delete', 'patch']
const PROSE = new Set(['description', 'summary', 'externalDocs', 'x-github', 'tags', 'title'])
const EXAMPLES = new Set(['example', 'examples'])

/** Names under these keys belong to GitHub's vocabulary, so a property called `title` or `tags` stays. */
const NAME_MAPS = new Set(['properties', 'patternProperties', 'schemas', 'responses', 'parameters', 'headers', 'paths'])

function pruneNode(node, isNameMap) {
  if (Array.isArray(node)) return node.map((entry) => pruneNode(entry, false))
  if (node === null || typeof node !== 'object') return node
  const kept = {}
  for (const [key, value] of Object.entries(node)) {
    if (!isNameMap && (EXAMPLES.has(key) || PROSE.has(key))) continue
    kept[key] = pruneNode(value, !isNameMap && NAME_MAPS.has(key) && !Array.isArray(value))
  }
  return isNameMap ? kept : rewriteNullable(kept)
}

/** Ajv accepts `nullable` only beside `type`; OpenAPI 3.0 puts it beside `allOf`, `anyOf`, `oneOf` and `$ref` too. */
function rewriteNullable(node) {
  if (node.nullable !== true || node.type !== undefined) return node
  const { nullable: _, ...schema } = node
  return { anyOf: [schema, { type: 'object', nullable: true, enum: [null] }] }
}

function collectReferences(node, found) {
  if (Array.isArray(node)) {
    for (const entry of node) collectReferences(entry, found)
  } else if (node !== null && typeof node === 'object') {
    for (const [key, value] of Object.entries(node)) {
      if (key === '$ref' && typeof value === 'string') found.add(value)
      else collectReferences(value, found)
    }
  }
}

/** OpenAPI demands a description of every response. */
function restoreResponseDescriptions(responses) {
  for (const response of Object.values(responses)) {
    if (response.$ref === undefined) response.description = ''
  }
}

export function pruneDescription(description) {
  const paths = {}
  for (const [path, item] of Object.entries(description.paths)) {
    for (const method of METHODS) {
      if (!OPERATIONS.includes(item[method]?.operationId)) continue
      const operation = pruneNode(item[method], false)
      restoreResponseDescriptions(operation.responses)
      paths[path] = { ...paths[path], [method]: operation }
    }
  }
  const components = {}
  const wanted = new Set()
  collectReferences(paths, wanted)
  for (const reference of wanted) {
    const [, , kind, name] = reference.split('/')
    const component = pruneNode(description.components[kind][name], false)
    if (kind === 'responses') component.description = ''
    components[kind] = { ...components[kind], [name]: component }
    collectReferences(component, wanted)
  }
  const { title, version } = description.info
  return { openapi: description.openapi, info: { title, version }, paths, components }
}

const source = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json')
const target = new URL('../fixtures/github/api.json', import.meta.url)
const text = JSON.stringify(pruneDescription(JSON.parse(readFileSync(source, 'utf8')))) + '\n'
if (!process.argv.includes('--check')) writeFileSync(target, text)
else if (readFileSync(target, 'utf8') !== text) {
  console.error('__tests__/fixtures/github/api.json is out of date: run node __tests__/server/prune-description.js')
  process.exitCode = 1
}
