import { z } from 'zod'
import { optionsIn } from './options.ts'
import { writtenForms } from './values.ts'

/**
 * The JSON schema (draft 7, which editors know best) of the config file, as
 * text. It accepts everything that `parseWritten` accepts, but for keys left
 * without a value; the parser is stricter, as about regular expressions.
 */
export function renderConfigSchema(): string {
  const options = optionsIn('file')
  const shape = Object.fromEntries(
    options.map((option) => [
      option.key,
      option.schema
        .optional()
        .describe(option.default === '' ? option.description : `${option.description} Default: \`${option.default}\`.`),
    ]),
  )
  const generated = z.toJSONSchema(z.strictObject(shape), {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const form = writtenForms.get(zodSchema)?.form
      if (form === undefined) return
      // What the result's schema says does not hold for the ways to write it.
      const description = jsonSchema.description
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
      Object.assign(jsonSchema, form, description === undefined ? {} : { description })
    },
  })
  const { $schema, ...rest } = generated
  const schema = {
    $schema,
    $id: 'urn:go-perf-review:config',
    title: 'Config file of go-perf-review',
    description: '.github/go-perf-review.yml',
    ...rest,
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}
