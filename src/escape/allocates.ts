/** Whether executing a site allocates: every time, only for some values, or never. */
export const ALLOCATES = ['always', 'conditional', 'never'] as const
export type Allocates = (typeof ALLOCATES)[number]
