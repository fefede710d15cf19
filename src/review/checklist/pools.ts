import { type ChecklistRule, NOT_TOUCHED, notMeasured } from './item.ts'

export const POOLS: ChecklistRule = {
  id: 'pools',
  number: 7,
  title: 'Is sync.Pool used properly?',
  judge: (input) =>
    input.touchedIdentifiers.has('Pool')
      ? notMeasured('the change touches a Pool: see that Get resets, Put gets a pointer, and nothing is used after Put')
      : NOT_TOUCHED,
}
