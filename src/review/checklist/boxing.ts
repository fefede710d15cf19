import { type ChecklistRule, judgeByCause } from './item.ts'

export const BOXING: ChecklistRule = {
  id: 'boxing',
  number: 2,
  title: 'Do hot paths avoid interface boxing, reflection and fmt?',
  judge: (input) =>
    judgeByCause(input, (site) => site.cause === 'interface-boxing' || site.cause === 'fmt-or-reflection', {
      found: 'where a value is boxed',
      none: 'no new boxing into an interface',
    }),
}
