/** The workflows, the examples and action.yml as GitHub's own parser reads them. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from '@jest/globals'
import { bundle } from '../server/bundle.ts'
import { ROOT, readText } from './texts.ts'

// As one file: the package imports JSON in a way that Node.js 20 refuses.
const entry = (name: string): string =>
  fileURLToPath(new URL(`../../node_modules/@actions/workflow-parser/dist/${name}`, import.meta.url))
const load = async (name: string, file: string) => await import(pathToFileURL(await bundle(entry(name), file)).href)
const { parseWorkflow, NoOperationTraceWriter }: typeof import('@actions/workflow-parser') = await load(
  'index.js',
  'workflow-parser',
)
const { parseAction }: { readonly parseAction: typeof parseWorkflow } = await load('actions/index.js', 'action-parser')

const workflows = ['.github/workflows', 'examples'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder)).map((name) => `${folder}/${name}`),
)

const complaints = (parse: typeof parseWorkflow, name: string, content: string): readonly string[] =>
  parse({ name, content }, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map((error) => error.message)

test.each(workflows)('%s', (name) => {
  expect(complaints(parseWorkflow, name, readText(name))).toEqual([])
})

test('action.yml', () => {
  expect(complaints(parseAction, 'action.yml', readText('action.yml'))).toEqual([])
})

test('the parser complains where there is reason to', () => {
  expect(complaints(parseWorkflow, 'x.yml', 'on: pull_reqest\njobs: {}\n')).not.toEqual([])
  expect(complaints(parseAction, 'action.yml', 'name: x\nruns: { using: node24, mane: x }\n')).not.toEqual([])
})
