import { createAssets } from '../../src/io/assets.ts'
import { createGoParser, type GoParser } from '../../src/syntax/go-parser.ts'

/** The parser as the product starts it. */
export async function startParser(): Promise<GoParser> {
  return createGoParser(await createAssets().readGrammar())
}
