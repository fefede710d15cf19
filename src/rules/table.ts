import { CONCAT_IN_LOOP } from './boxing/concat-in-loop.ts'
import { RUNTIME_SETTINGS } from './further/runtime-settings.ts'
import { APPEND_CAPACITY } from './presizing/append-capacity.ts'
import type { GoRule, LineRule } from './rule.ts'

/** Every rule on Go files, in the order of the checklist. */
export const GO_RULES: readonly GoRule[] = [CONCAT_IN_LOOP, APPEND_CAPACITY]

/** Every rule on the lines of other files. */
export const LINE_RULES: readonly LineRule[] = [RUNTIME_SETTINGS]

/** The rule of a finding, or undefined for findings of another kind. */
export function findRule(id: string): GoRule | LineRule | undefined {
  return [...GO_RULES, ...LINE_RULES].find((rule) => rule.id === id)
}
