import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createDisassemblyReader, parseSymbol } from '../../src/escape/disassembly.ts'

const LISTING = `TEXT example.com/p.Int(SB) example.com/p/p.go
  p.go:15		0x4f78	e800000000	CALL 0x4f7d	[1:5]R_CALL:runtime.convT64<1>
  p.go:15		0x4f9b	e800000000	CALL 0x4fa0	[1:5]R_CALL:runtime.gcWriteBarrier2
TEXT example.com/p.(*List[go.shape.int]).Push.func1(SB) example.com/p/list.go
  list.go:46		0xac66	94000000	CALL 0(PC)	[0:4]R_CALLARM64:runtime.newobject<1>
  errors.go:62		0xac67	94000000	CALL 0(PC)	[0:4]R_CALLARM64:runtime.mallocgcSmallScanNoHeaderSC2
TEXT other.com/q.F(SB) other.com/q/q.go
  q.go:1		0x1	e800000000	CALL 0x2	[1:5]R_CALL:runtime.newobject<1>
`

test('reads the allocator calls of a package, by function and innermost line', () => {
  const reader = createDisassemblyReader('example.com/p')
  const bytes = new TextEncoder().encode(LISTING)
  for (let at = 0; at < bytes.length; at += 7) reader.push(bytes.subarray(at, at + 7))
  const code = reader.finish()
  expect(code.calls).toEqual([
    { function: 'Int', file: 'p.go', line: 15, allocator: 'convT64' },
    { function: '(*List).Push', file: 'list.go', line: 46, allocator: 'newobject' },
    { function: '(*List).Push', file: 'errors.go', line: 62, allocator: 'mallocgcSmallScanNoHeaderSC2' },
  ])
  expect([...code.functions]).toEqual(['Int', '(*List).Push'])
})

describe('parseSymbol', () => {
  test.each([
    ['example.com/p.F', 'F'],
    ['example.com/p.(*T).M', '(*T).M'],
    ['example.com/p.T.M-fm', 'T.M'],
    ['example.com/p.F.func1', 'F'],
    ['example.com/p.F.func1.2', 'F'],
    ['example.com/p.F.gowrap1', 'F'],
    ['example.com/p.F-range1', 'F'],
    ['example.com/p.G[go.shape.struct { a/b.X int }]', 'G'],
    ['example.com/p.init', 'init'],
    ['example.com/p.init.0', 'init'],
    ['example.com/p.init.func1', 'init'],
    ['example.com/p.glob..func1', 'init'],
    ['example.com/pq.F', null],
    ['runtime.F', null],
  ])('%s', (symbol, name) => {
    expect(parseSymbol(symbol, 'example.com/p')).toBe(name)
  })

  test('the linker escapes dots of a path', () => {
    expect(parseSymbol('gopkg.in/yaml%2ev3.(*Node).Decode', 'gopkg.in/yaml.v3')).toBe('(*Node).Decode')
  })
})

test('any bytes can be read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const reader = createDisassemblyReader('p')
      reader.push(bytes)
      expect(reader.finish().calls).toEqual([])
    }),
  )
})
