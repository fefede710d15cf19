import { type ChecklistRule, judgeByCause, NOT_TOUCHED } from './item.ts'

export const SHARING: ChecklistRule = {
  id: 'sharing',
  number: 4,
  title: 'Are large objects shared across goroutines where a copy would do?',
  judge(input) {
    const isShared = (site: { cause: string; flow: readonly { text: string }[] }): boolean =>
      site.cause === 'goroutine' || site.flow.some((step) => step.text.endsWith('(send)'))
    if (!input.added.some(isShared) && !input.touchedIdentifiers.has('go') && !input.touchedIdentifiers.has('chan')) {
      return NOT_TOUCHED
    }
    return judgeByCause(input, isShared, {
      found: 'handed to another goroutine',
      none: 'nothing new is handed to another goroutine by its address',
    })
  },
}
