import { test } from '@jest/globals'
import { createAssets } from '../../src/io/assets.ts'
import { createGoParser } from '../../src/syntax/go-parser.ts'
test('x', async () => {
  const parser = await createGoParser(await createAssets().readGrammar())
  const show = (t: string) => console.log(JSON.stringify(parser.parseOutline(t), (k, v) => (v instanceof Set ? [...v] : v), 1))
  show('package a\n\nvar f = func() int {\n\tvar inner int\n\ta := 1; b := 2\n\treturn a\n}\n')
  for (const t of ['package a\nfunc f() { a\n-b }\n', 'package a\nfunc f() { a - b }\n', 'package a\nfunc f() { a; -b }\n', 'package a\nfunc f() {\n\n a\n\n\n-b\n\n }\n',
   'package a\nimport (\n // #include <x.h>\n "C"\n)\n', 'package a; func f() {}; func g() {}\n', 'package a\n\n\nfunc f() {}\nfunc g() {}', 'package a\ntype T struct { a int; b string }', 'package a\ntype T struct {\n a int\n b string\n}', 'package a\nfunc f() { x(`a b`, "c  d", \'e\') }',
   'package a\nfunc (t (*T)) A(){}\nfunc (*T) B(){}\nfunc (T) C(){}\nfunc (s *S[K, V]) D(){}\nfunc (s S[K]) E(){}\nfunc (s * /* c */ S) F(){}\nfunc (s *(S)) G(){}\n',
   'package a\nfunc f() {\n\tgoto L\nL:\n\tfor i := range 3 { _ = i }\n\tx := map[string]int{"a": 1,}\n}',
   'package a\nfunc f() {\n\tgoto L\nL:\n\tfor i := range 3 { _ = i }\n\tx := map[string]int{"a": 1}\n}',
   ]) { const o = parser.parseOutline(t); console.log(t, '\n', o.broken, JSON.stringify(o.fingerprint), o.declarations.map((d) => d.name)) }
})
