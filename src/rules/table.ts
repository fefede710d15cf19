import { CONCAT_IN_LOOP } from './boxing/concat-in-loop.ts'
import { FMT_IN_LOOP } from './boxing/fmt-in-loop.ts'
import { LOG_IN_LOOP } from './boxing/log-in-loop.ts'
import { REFLECT_IMPORT } from './boxing/reflect-import.ts'
import { SENTINEL_ERROR } from './boxing/sentinel-error.ts'
import { GOROUTINE_EXIT } from './concurrency/goroutine-exit.ts'
import { GOROUTINE_PER_ITEM } from './concurrency/goroutine-per-item.ts'
import { LOCK_HELD } from './concurrency/lock-held.ts'
import { RWMUTEX_UNREAD } from './concurrency/rwmutex-unread.ts'
import { TIME_AFTER } from './concurrency/time-after.ts'
import { CONVERSION_IN_LOOP } from './conversions/conversion-in-loop.ts'
import { ROUND_TRIP } from './conversions/round-trip.ts'
import { UNSAFE_CONVERSION } from './conversions/unsafe-conversion.ts'
import { WRITE_STRING } from './conversions/write-string.ts'
import { ATOMIC_NEIGHBOURS } from './further/atomic-neighbours.ts'
import { DEFER_IN_LOOP } from './further/defer-in-loop.ts'
import { LARGE_ARGUMENT } from './further/large-argument.ts'
import { LARGE_RANGE_VALUE } from './further/large-range-value.ts'
import { POINTER_ELEMENTS } from './further/pointer-elements.ts'
import { RUNTIME_SETTINGS } from './further/runtime-settings.ts'
import { UNBUFFERED_IO } from './further/unbuffered-io.ts'
import { GET_WITHOUT_RESET } from './pools/get-without-reset.ts'
import { PUT_MISSING } from './pools/put-missing.ts'
import { PUT_UNBOUNDED } from './pools/put-unbounded.ts'
import { PUT_VALUE } from './pools/put-value.ts'
import { USE_AFTER_PUT } from './pools/use-after-put.ts'
import { WITHOUT_NEW } from './pools/without-new.ts'
import { APPEND_CAPACITY } from './presizing/append-capacity.ts'
import { BUILDER_GROW } from './presizing/builder-grow.ts'
import { MAP_SIZE } from './presizing/map-size.ts'
import type { GoRule, LineRule } from './rule.ts'
import { LARGE_POINTER_CHANNEL } from './sharing/large-pointer-channel.ts'

/** Every rule on Go files, in the order of the checklist. */
export const GO_RULES: readonly GoRule[] = [
  FMT_IN_LOOP,
  CONCAT_IN_LOOP,
  SENTINEL_ERROR,
  LOG_IN_LOOP,
  REFLECT_IMPORT,
  APPEND_CAPACITY,
  MAP_SIZE,
  BUILDER_GROW,
  LARGE_POINTER_CHANNEL,
  CONVERSION_IN_LOOP,
  ROUND_TRIP,
  WRITE_STRING,
  UNSAFE_CONVERSION,
  PUT_VALUE,
  GET_WITHOUT_RESET,
  USE_AFTER_PUT,
  WITHOUT_NEW,
  PUT_UNBOUNDED,
  PUT_MISSING,
  TIME_AFTER,
  GOROUTINE_EXIT,
  GOROUTINE_PER_ITEM,
  LOCK_HELD,
  RWMUTEX_UNREAD,
  DEFER_IN_LOOP,
  LARGE_RANGE_VALUE,
  LARGE_ARGUMENT,
  POINTER_ELEMENTS,
  UNBUFFERED_IO,
  ATOMIC_NEIGHBOURS,
]

/** Every rule on the lines of other files. */
export const LINE_RULES: readonly LineRule[] = [RUNTIME_SETTINGS]

/** The rule of a finding, or undefined for findings of another kind. */
export function findRule(id: string): GoRule | LineRule | undefined {
  return [...GO_RULES, ...LINE_RULES].find((rule) => rule.id === id)
}
