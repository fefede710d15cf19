import { enclosingLoop, leaves, statementsOf } from '../control.ts'
import type { GoRule } from '../rule.ts'
import { callsFunction } from '../types.ts'

export const TIME_AFTER: GoRule = {
  id: 'time-after-in-loop',
  item: 8,
  title: '`time.After` in the `select` of a loop',
  looksAt:
    'A `select` inside a loop that waits for `time.After`, where another case lets the loop go on. Before Go 1.23 (the `go` line of `go.mod`) each turn leaves a timer behind until it fires; since then it costs allocations per turn.',
  advice:
    'Make one `time.Timer` before the loop, and `Reset` it in each turn (before Go 1.23, stop and drain it first).',
  nodes: ['call_expression'],
  inspect(call, file) {
    if (!callsFunction(call, file, 'time', /^After$/)) return null
    let own = null
    for (const at of call.ancestors()) {
      if (at.kind === 'communication_case') {
        own = at
        break
      }
      if (at.kind === 'statement_list') return null
    }
    const choice = own?.parent
    const loop = choice ? enclosingLoop(choice) : null
    if (!own || choice?.kind !== 'select_statement' || !loop) return null
    // If every other case ends the loop, a turn takes as long as the timer: it has fired by then.
    const goesOn = choice.children.some((one) => one !== own && !leaves(statementsOf(one).at(-1)))
    if (!goesOn) return null
    const leaks = file.package.go.language < 23
    return {
      node: call,
      title: leaks
        ? 'each turn of the loop leaves a timer behind until it fires, as `go.mod` asks for a Go before 1.23'
        : 'each turn of the loop makes a new timer and a channel',
    }
  },
  example: {
    bad: `package example

import "time"

func Drain(items <-chan int, limit time.Duration) int {
	sum := 0
	for {
		select {
		case item, ok := <-items:
			if !ok {
				return sum
			}
			sum += item
		case <-time.After(limit):
			return sum
		}
	}
}

func Use() int {
	items := make(chan int, 100)
	for i := range cap(items) {
		items <- i
	}
	close(items)
	return Drain(items, time.Minute)
}
`,
    good: `package example

import "time"

func Drain(items <-chan int, limit time.Duration) int {
	sum := 0
	timer := time.NewTimer(limit)
	defer timer.Stop()
	for {
		select {
		case item, ok := <-items:
			if !ok {
				return sum
			}
			sum += item
		case <-timer.C:
			return sum
		}
		timer.Reset(limit)
	}
}

func Use() int {
	items := make(chan int, 100)
	for i := range cap(items) {
		items <- i
	}
	close(items)
	return Drain(items, time.Minute)
}
`,
    operation: 'Use()',
  },
}
