import { type ChecklistRule, changesNothing, NOT_TOUCHED, notMeasured } from './item.ts'

export const POOLS: ChecklistRule = {
  id: 'pools',
  number: 7,
  title: 'Is sync.Pool used properly?',
  judge: (input) =>
    input.touchedIdentifiers.has('Pool') && !changesNothing(input)
      ? notMeasured(
          'the change touches a Pool, and no rule finds fault with it: see that nothing in it has to survive a collection',
        )
      : NOT_TOUCHED,
}
