import { stringify } from 'yaml'
import { type Option, OUTPUTS, optionsIn, renderDescription } from './options.ts'

/**
 * The text of `action.yml`.
 *
 * An input that the config file can set as well has no `default` there: a
 * runner hands a default over as if the user had written it, and it would
 * always win over the file. The description names the default instead.
 * Format: https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax
 */
export function renderActionMetadata(): string {
  const inputs = optionsIn('input').map((option) => [option.key, renderInput(option)])
  const outputs = OUTPUTS.map((output) => [output.key, { description: output.description }])
  const metadata = {
    name: 'go-perf-review',
    description:
      'Reviews a Go change for performance: new heap escapes and benchmark regressions, joined down to the line',
    author: 'The go-perf-review authors',
    branding: { icon: 'activity', color: 'blue' },
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries(outputs),
    runs: { using: 'node24', main: 'dist/action.js' },
  }
  const header = '# Made from src/config/options.ts; a test holds it against that table.\n'
  return header + stringify(metadata, { lineWidth: 0 })
}

function renderInput(option: Option): { readonly [key: string]: string | boolean } {
  const input = { description: renderDescription(option), required: false }
  const settable = option.in.includes('file')
  return settable || option.default === '' ? input : { ...input, default: option.default }
}
