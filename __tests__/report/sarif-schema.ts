import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import formatsPlugin from 'ajv-formats'

const path = new URL('../fixtures/sarif/sarif-schema-2.1.0.json', import.meta.url)
// Of draft 04 it uses nothing that draft 07 has not, but for how it names itself.
const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(path, 'utf8'))
const ajv = new Ajv({ strict: false, allErrors: true })
formatsPlugin.default(ajv)
const validate = ajv.compile(schema)

/** What the SARIF 2.1.0 schema has against the text; [] for a valid log. */
export function sarifFaults(text: string): readonly string[] {
  validate(JSON.parse(text))
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`)
}
