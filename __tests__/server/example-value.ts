/**
 * The smallest value that a JSON schema of GitHub's description accepts, so
 * that answers are complete without spelling out a hundred fields that the
 * product never reads.
 */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly nullable?: boolean
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

const STRINGS: Readonly<Record<string, string>> = {
  uri: 'https://github.example/resource',
  'date-time': '2026-01-02T03:04:05Z',
  email: 'someone@example.com',
}

/** `schemas` are the description's components, which `$ref`s point into. */
export function exampleValue(schema: Schema, schemas: Readonly<Record<string, Schema>>): unknown {
  if (schema.$ref !== undefined) {
    const target = schemas[schema.$ref.split('/').at(-1) ?? '']
    if (target === undefined) throw new Error(`the description has no ${schema.$ref}`)
    return exampleValue(target, schemas)
  }
  if (schema.nullable === true) return null
  const choice = (schema.anyOf ?? schema.oneOf)?.[0]
  if (choice !== undefined) return exampleValue(choice, schemas)
  if (schema.allOf !== undefined) {
    return Object.assign({}, ...schema.allOf.map((part) => exampleValue(part, schemas)))
  }
  if (schema.enum !== undefined) return schema.enum[0]
  switch (schema.type) {
    case 'integer':
    case 'number':
      return 1
    case 'boolean':
      return false
    case 'array':
      return []
    case 'string':
      return STRINGS[schema.format ?? ''] ?? 'text'
    default: {
      const properties = schema.properties ?? {}
      const required = schema.required ?? []
      return Object.fromEntries(required.map((name) => [name, exampleValue(properties[name] ?? {}, schemas)]))
    }
  }
}
