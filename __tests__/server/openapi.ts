import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundle } from './bundle.ts'

/**
 * openapi-backend as one file. The package is CommonJS and requires an ES
 * module; Node can do that, the test runner's own loader cannot.
 */
export async function loadOpenApi(): Promise<typeof import('openapi-backend')> {
  const entry = fileURLToPath(new URL('../../node_modules/openapi-backend/index.js', import.meta.url))
  const file = await bundle(entry, 'openapi-backend')
  return (await import(pathToFileURL(file).href)).default
}
