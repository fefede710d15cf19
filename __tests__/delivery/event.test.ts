import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Event, parseEvent } from '../../src/delivery/event.ts'
import { planRefs } from '../../src/delivery/refs.ts'
import { ExpectedFailure } from '../../src/errors.ts'

const HEAD = 'a'.repeat(40)
const BASE = 'b'.repeat(40)
const NONE = '0'.repeat(40)
const NOT_WRITTEN = { base: null, head: null }

function pullRequestPayload(changes: Record<string, unknown> = {}) {
  return {
    action: 'synchronize',
    pull_request: {
      number: 7,
      head: { sha: HEAD, ref: 'faster', repo: { full_name: 'fork/fast-go' } },
      base: { sha: BASE, ref: 'main' },
      labels: [{ name: 'perf-regression-accepted' }],
      ...changes,
    },
  }
}

function failure(act: () => unknown): ExpectedFailure {
  try {
    act()
  } catch (error) {
    if (error instanceof ExpectedFailure) return error
    throw error
  }
  throw new Error('nothing failed')
}

describe('what is compared', () => {
  test.each<[string, unknown, { base: string; head: string }]>([
    ['pull_request', pullRequestPayload(), { base: BASE, head: HEAD }],
    [
      'merge_group',
      { merge_group: { head_sha: HEAD, base_sha: BASE, base_ref: 'refs/heads/main' } },
      { base: BASE, head: HEAD },
    ],
    ['push', { before: BASE, after: HEAD }, { base: BASE, head: HEAD }],
  ])('%s: what the event says', (name, payload, expected) => {
    const plan = planRefs(parseEvent(name, payload, false), NOT_WRITTEN, 'c'.repeat(40))
    expect({ base: plan.base.target, head: plan.head.target }).toEqual(expected)
  })

  test('on a pull request the report names the branches', () => {
    const plan = planRefs(parseEvent('pull_request', pullRequestPayload(), false), NOT_WRITTEN, '')
    expect({ base: plan.base.shown, head: plan.head.shown }).toEqual({ base: 'main', head: 'faster' })
  })

  test.each<Event>([
    parseEvent('pull_request', pullRequestPayload(), false),
    { kind: 'push', before: null, after: HEAD },
    { kind: 'other', name: 'workflow_dispatch' },
  ])('written refs win over the event $kind', (event) => {
    const plan = planRefs(event, { base: 'release', head: 'topic' }, 'c'.repeat(40))
    expect({ base: plan.base.target, head: plan.head.target }).toEqual({ base: 'release', head: 'topic' })
  })

  test.each<Event>([
    { kind: 'push', before: null, after: HEAD },
    { kind: 'other', name: 'workflow_dispatch' },
  ])('without a base in event or inputs the sentence says what to set ($kind)', (event) => {
    const { kind, message } = failure(() => planRefs(event, NOT_WRITTEN, HEAD))
    expect(kind).toBe('usage')
    expect(message).toContain('base: main')
  })

  test('workflow_dispatch with a base reviews the commit of the run', () => {
    const plan = planRefs({ kind: 'other', name: 'workflow_dispatch' }, { base: 'main', head: null }, HEAD)
    expect(plan.head.target).toBe(HEAD)
  })
})

describe('payloads', () => {
  test('a pull request whose fork was deleted', () => {
    const head = { sha: HEAD, ref: 'faster', repo: null }
    expect(parseEvent('pull_request', pullRequestPayload({ head }), false)).toMatchObject({
      pullRequest: { number: 7, headRepository: null, labels: ['perf-regression-accepted'] },
    })
  })

  test('pull_request_target is refused with the way out, unless it is allowed', () => {
    const { kind, message } = failure(() => parseEvent('pull_request_target', pullRequestPayload(), false))
    expect(kind).toBe('usage')
    expect(message).toContain('mode: measure on pull_request, mode: report on workflow_run')
    expect(parseEvent('pull_request_target', pullRequestPayload(), true)).toMatchObject({ kind: 'pull-request' })
  })

  test('a push that made a branch has nothing before it, one that deleted a branch is refused', () => {
    expect(parseEvent('push', { before: NONE, after: HEAD }, false)).toEqual({
      kind: 'push',
      before: null,
      after: HEAD,
    })
    expect(failure(() => parseEvent('push', { before: BASE, after: NONE }, false)).message).toContain('deleted')
  })

  test.each([
    [
      'an option in place of a sha',
      { head: { sha: '--upload-pack=x', ref: 'x', repo: null } },
      'pull_request.head.sha',
    ],
    ['no base', { base: undefined }, 'pull_request.base'],
    ['a number that is none', { number: 'seven' }, 'pull_request.number'],
  ])('%s: the field is named', (_, changes, field) => {
    const { kind, details } = failure(() => parseEvent('pull_request', pullRequestPayload(changes), false))
    expect(kind).toBe('usage')
    expect(details.join('\n')).toContain(field)
  })

  test('whatever arrives, the answer is an event or a failure for the user', () => {
    const names = fc.constantFrom('pull_request', 'pull_request_target', 'push', 'merge_group', 'schedule', '')
    fc.assert(
      fc.property(names, fc.anything(), fc.boolean(), (name, payload, allowed) => {
        try {
          expect(typeof parseEvent(name, payload, allowed).kind).toBe('string')
        } catch (error) {
          expect(error).toBeInstanceOf(ExpectedFailure)
        }
      }),
    )
  })
})
