/**
 * Builds dist/: the two programs with source maps and licences, and what they
 * read at run time. `node build/bundle.js [folder]`; the same sources give the same bytes.
 */
import { cp, mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import license from 'rollup-plugin-license'

const root = fileURLToPath(new URL('..', import.meta.url))
const target = path.resolve(process.argv[2] ?? path.join(root, 'dist'))

await rm(target, { recursive: true, force: true })
await mkdir(target, { recursive: true })

const bundle = await rolldown({
  cwd: root,
  input: { action: 'src/action.ts', cli: 'src/cli.ts' },
  platform: 'node',
  plugins: [
    license({
      cwd: root,
      thirdParty: { includePrivate: false, output: { file: path.join(target, 'licenses.txt'), encoding: 'utf-8' } },
    }),
  ],
})
await bundle.write({
  dir: target,
  format: 'esm',
  sourcemap: true,
  // As seen from dist/, wherever the bundle is written: the same sources give the same bytes.
  sourcemapPathTransform: (source, map) =>
    path.relative(path.join(root, 'dist'), path.resolve(path.dirname(map), source)).replaceAll('\\', '/'),
  entryFileNames: '[name].js',
  chunkFileNames: 'shared.js',
  codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
})
await bundle.close()

const shipped = [
  ['node_modules/web-tree-sitter/web-tree-sitter.wasm', 'web-tree-sitter.wasm'],
  ['node_modules/tree-sitter-go/tree-sitter-go.wasm', 'tree-sitter-go.wasm'],
  ['src/demo', 'demo'],
]
for (const [from, to] of shipped) await cp(path.join(root, from), path.join(target, to), { recursive: true })
