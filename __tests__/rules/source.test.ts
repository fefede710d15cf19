/** What a package knows of its files, and how few of them it parses for that. */
import { describe, expect, test } from '@jest/globals'
import { createPackage } from '../../src/rules/source.ts'
import { startParser } from '../syntax/parser.ts'

const parser = await startParser()

function openPackage(texts: Readonly<Record<string, string>>) {
  const parsed: string[] = []
  const opened = createPackage({
    importPath: 'example.com/p',
    name: 'p',
    complete: true,
    go: { language: 26, toolchain: 26 },
    files: Object.entries(texts).map(([path, text]) => ({
      path,
      text: `package p\n${text}`,
      parse: () => {
        parsed.push(path)
        return parser.parseTree(`package p\n${text}`, () => true)
      },
    })),
  })
  return { opened, parsed }
}

describe('a declaration is found however it is written', () => {
  test.each([
    ['func wanted() {}', 'function_declaration'],
    ['func wanted[T any](t T) {}', 'function_declaration'],
    ['type wanted struct{}', 'type_spec'],
    ['type wanted = int', 'type_alias'],
    ['type wanted[T any] struct{ t T }', 'type_spec'],
    ['type (\n\tother int\n\twanted string\n)', 'type_spec'],
    ['type (\n\twanted[T any] struct{ t T }\n)', 'type_spec'],
    ['type (other int; wanted string)', 'type_spec'],
    ['var wanted = 1', 'var_spec'],
    ['var other, wanted = 1, 2', 'var_spec'],
    ['var (\n\tother, wanted int\n)', 'var_spec'],
    ['const (\n\tother = iota\n\twanted\n)', 'const_spec'],
    ['const wanted, other = 1, 2', 'const_spec'],
    ['func\nwanted() {}', 'function_declaration'],
  ])('%s', (text, kind) => {
    const { opened } = openPackage({ 'a.go': 'func a() {}\n', 'b.go': text })
    expect(opened.lookUp('wanted')).toMatchObject({ node: { kind }, file: { path: 'b.go' } })
  })

  test.each([
    'func (t wanted) Do() {}',
    'func (t *wanted) Do() {}',
    'func (*wanted) Do() {}',
    'func (t *wanted[T]) Do() {}',
    'func (\n\tt wanted,\n) Do() {}',
  ])('%s', (text) => {
    const { opened } = openPackage({ 'a.go': 'type wanted struct{}\n', 'b.go': text })
    expect(opened.method('wanted', 'Do')?.kind).toBe('method_declaration')
    expect(opened.methodsOf('wanted')).toHaveLength(1)
    expect(opened.method('wanted', 'Undo')).toBeNull()
  })

  test.each([
    'func a() { wanted() }',
    'func a() {\n\twanted := 1\n\t_ = wanted\n}',
    '// wanted is nothing',
    'func (a wanted) b() {}',
  ])('and %s is none', (text) => {
    expect(openPackage({ 'a.go': text }).opened.lookUp('wanted')).toBeNull()
  })

  test('of text that is no identifier nothing is found', () => {
    const { opened, parsed } = openPackage({ 'a.go': 'var wanted = 1' })
    for (const name of ['', 'p.wanted', '(', '.*', '[]wanted']) {
      expect([opened.lookUp(name), opened.method(name, 'x'), opened.methodsOf(name)]).toEqual([null, null, []])
    }
    expect(parsed).toEqual([])
  })
})

test('only files that may declare what is looked up are parsed, each once', () => {
  const texts = Object.fromEntries(
    Array.from({ length: 50 }, (_, at) => [
      `f${at}.go`,
      `type t${at} struct{}\n\nfunc (t *t${at}) Do(xs []int) int {\n\txs = append(xs, len(xs))\n\treturn t${at + 1}{}.n\n}\n`,
    ]),
  )
  const { opened, parsed } = openPackage(texts)
  expect(opened.open('f3.go')?.path).toBe('f3.go')
  for (const name of ['append', 'len', 'int', 'string', 'make', 't7', 't7', 'unknown']) opened.lookUp(name)
  opened.methodsOf('t7')
  opened.methodsOf('t9')
  expect(parsed).toEqual(['f3.go', 'f7.go', 'f9.go'])
  expect(opened.open('none.go')).toBeNull()
})
