import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Assets } from '../ports.ts'

/** Reads what ships beside the bundle. From the source tree the committed bundle's folder serves too. */
export function createAssets(): Assets {
  return {
    async readGrammar() {
      return { runtime: await readShipped('web-tree-sitter.wasm'), grammar: await readShipped('tree-sitter-go.wasm') }
    },
  }
}

/** Absolute path of the folder with everything that ships beside the bundle. */
export function shippedFolders(): readonly string[] {
  return ['.', '../../dist'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
}

async function readShipped(name: string): Promise<Uint8Array> {
  for (const folder of shippedFolders()) {
    try {
      return await readFile(`${folder}/${name}`)
    } catch {
      // Not in this folder: the next may have it.
    }
  }
  throw new Error(`${name} is missing from the installation: dist/ must be complete`)
}
