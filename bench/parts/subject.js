/** Makes repositories of the module in `modules/subject`: its base, and a head that differs as asked. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeFolder, removeFolder } from './folders.js'

const MODULE = fileURLToPath(new URL('../modules/subject', import.meta.url))

export const PACKAGES = readdirSync(MODULE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

const IDENTITY = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', '-c', 'commit.gpgsign=false']

/**
 * Calls `use` with a repository of two commits, and removes it afterwards.
 *
 * @param {(folder: string) => void} edit makes the head of the base, in place
 * @param {(repository: { repository: string, base: string, head: string }) => Promise<T>} use
 * @returns {Promise<T>}
 * @template T
 */
export async function withSubject(edit, use) {
  const folder = makeFolder()
  try {
    cpSync(MODULE, folder, { recursive: true })
    const git = (...args) => execFileSync('git', ['-C', folder, ...IDENTITY, ...args], { encoding: 'utf8' }).trim()
    const commit = (message) => {
      git('add', '--all')
      git('commit', '--quiet', '--message', message)
      return git('rev-parse', 'HEAD')
    }
    git('init', '--quiet', '--initial-branch=main')
    const base = commit('base')
    edit(folder)
    const head = commit('head')
    return await use({ repository: folder, base, head })
  } finally {
    removeFolder(folder)
  }
}

/**
 * Replaces the one place where a pattern matches in a file of the module; throws where that is not exactly one.
 *
 * @param {string} folder
 * @param {string} file
 * @param {string | RegExp} from
 * @param {string} to with `$1` for a group of `from`
 */
export function replaceOnce(folder, file, from, to) {
  const full = path.join(folder, file)
  const text = readFileSync(full, 'utf8')
  const places =
    typeof from === 'string' ? text.split(from).length - 1 : [...text.matchAll(new RegExp(from, 'g'))].length
  if (places !== 1) throw new Error(`${file} holds ${from} ${places} times, not once`)
  writeFileSync(full, text.replace(from, to))
}

const DIFFERENCES = {
  /** Another text, as long as the one before. */
  text(folder, name, random) {
    replaceOnce(folder, `${name}/release.go`, '"first"', `"${String(10000 + Math.floor(90000 * random()))}"`)
  },
  /** A function that nothing calls: the linker leaves it out. */
  function(folder, name, random) {
    const unused = `Unused${Math.floor(1e6 * random())}`
    const text = `\n// ${unused} is called by nothing.\nfunc ${unused}() string { return "nothing calls ${unused}" }\n`
    appendFileSync(path.join(folder, name, 'release.go'), text)
  },
}

/** Makes every package another program that does the same; gives the kind of difference by package. */
export function differHarmlessly(folder, random = Math.random) {
  const kinds = Object.keys(DIFFERENCES)
  return Object.fromEntries(
    PACKAGES.map((name) => {
      const kind = kinds[Math.floor(kinds.length * random())]
      DIFFERENCES[kind](folder, name, random)
      return [name, kind]
    }),
  )
}
