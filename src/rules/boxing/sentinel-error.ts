import { argumentsOf, enclosingLoop, isRare } from '../control.ts'
import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import { calleeOf } from '../types.ts'

export const SENTINEL_ERROR: GoRule = {
  id: 'sentinel-error',
  item: 2,
  title: 'an error that is always the same is made anew each time',
  looksAt: '`errors.New("…")` and `fmt.Errorf("…")` without arguments, inside functions known to be hot.',
  advice: 'Make it once, as a variable of the package: callers can then compare with it too.',
  nodes: ['call_expression'],
  inspect(call, file) {
    const callee = calleeOf(call, file)
    const [text, ...others] = argumentsOf(call)
    const makes =
      (callee?.package === 'errors' && callee.name === 'New') || (callee?.package === 'fmt' && callee.name === 'Errorf')
    if (!makes || others.length > 0 || !/_string_literal$/.test(text?.kind ?? '')) return null
    const inFunction = [...call.ancestors()].some((at) => at.kind === 'block')
    const loop = enclosingLoop(call)
    if (!inFunction || (loop && isRare(call, loop))) return null
    return {
      node: call,
      title: `${inCode(call.text)} makes the same error anew each time`,
      onlyHot: true,
      expressions: [call.text, '&errors.errorString{...}'],
    }
  },
  example: {
    bad: `package example

import "errors"

func Check(names []string) (errs []error) {
	errs = make([]error, len(names))
	for i, name := range names {
		if name == "" {
			errs[i] = errors.New("empty name")
		}
	}
	return errs
}

func Use() int { return len(Check([]string{"", "", ""})) }
`,
    good: `package example

import "errors"

var errEmpty = errors.New("empty name")

func Check(names []string) (errs []error) {
	errs = make([]error, len(names))
	for i, name := range names {
		if name == "" {
			errs[i] = errEmpty
		}
	}
	return errs
}

func Use() int { return len(Check([]string{"", "", ""})) }
`,
    operation: 'Use()',
  },
}
