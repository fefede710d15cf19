/**
 * Makes a fact's expression independent of what changes without meaning:
 * closure and temporary numbering, instantiation shapes, the spelling of `any`.
 */
export function normaliseExpression(expression: string): string {
  return expression
    .replace(/\binterface ?\{\}/g, 'any')
    .replace(/\bgo\.shape\.(?:struct ?\{[^{}]*\}|interface ?\{[^{}]*\}|[\w.*[\]/~-]+)/g, 'shape')
    .replace(/\.autotmp_\d+/g, '.autotmp')
    .replace(/~([rbp])\d+/g, '~$1')
    .replace(/\bfunc\d+\b/g, 'func')
    .replace(/&?\.?\bdict\b\d*/g, 'dict')
}

/**
 * A looser form for places that are known to correspond (same function): also
 * blind to the numbers and package qualifiers that a refactoring renews.
 */
export function loosenExpression(normalised: string): string {
  return normalised.replace(/\b[a-z_]\w*\.(?=[A-Za-z_])/g, '').replace(/\b\d+\b/g, '0')
}
