import { fileURLToPath } from 'node:url'
import { bundle } from '../server/bundle.ts'

const SOURCE = fileURLToPath(new URL('../../src/action.ts', import.meta.url))

/** The program that a runner starts: for now bundled on the fly, later the committed dist/action.js. */
export const ACTION: string = await bundle(SOURCE, 'action')
