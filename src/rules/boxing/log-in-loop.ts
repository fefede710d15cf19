import { enclosingLoop, enclosingStatement, isRare } from '../control.ts'
import { runsEveryTurn } from '../loops.ts'
import type { GoRule } from '../rule.ts'
import { calleeOf } from '../types.ts'

export const LOG_IN_LOOP: GoRule = {
  id: 'log-in-loop',
  item: 2,
  title: 'every turn of a loop writes a log line',
  looksAt:
    'Calls of `log` and `log/slog` that nothing in the loop can skip. Silent in package main, where an error is handled, and for loops without a range or a count, which serve rather than compute.',
  advice: 'Log once after the loop, or sample: each line formats, locks and writes.',
  nodes: ['call_expression'],
  inspect(call, file) {
    const callee = calleeOf(call, file)
    const isLog =
      (callee?.package === 'log' && /^Print/.test(callee.name)) ||
      (callee?.package === 'log/slog' && /^(?:Info|Warn|Error)(?:Context)?$/.test(callee.name))
    const loop = isLog ? enclosingLoop(call) : null
    const clause = loop?.children[0]?.kind
    if (!loop || (clause !== 'range_clause' && clause !== 'for_clause') || file.package.name === 'main') return null
    // Telling each of several errors is what the log is for.
    if (/\berr/i.test(call.text)) return null
    if (isRare(call, loop) || !runsEveryTurn(enclosingStatement(call), loop)) return null
    return { node: call, title: 'every turn of the loop writes a log line' }
  },
  example: {
    bad: `package example

import "log"

func Sum(values []int) (sum int) {
	for _, value := range values {
		log.Printf("adding %d", value)
		sum += value
	}
	return sum
}
`,
    good: `package example

import "log"

func Sum(values []int) (sum int) {
	for _, value := range values {
		sum += value
	}
	log.Printf("added %d values", len(values))
	return sum
}
`,
  },
}
