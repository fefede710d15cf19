import type { GoNode } from '../syntax/tree.ts'
import { enclosingDeclaration, enclosingLoop } from './control.ts'
import type { GoRule, Hit, LineRule, Sighting } from './rule.ts'
import { type GoFile, hasPointerReceiver, listSpecs, receiverType } from './source.ts'

/** Everything that the rules see in one file, in the order of its lines; what a comment silences is left out. */
export function findHits(file: GoFile, rules: readonly GoRule[], text: string): Hit[] {
  const byKind = new Map<string, GoRule[]>()
  for (const rule of rules) {
    for (const kind of rule.nodes) byKind.set(kind, [...(byKind.get(kind) ?? []), rule])
  }
  const silenced = readSilenced(text)
  const hits = new Map<string, Hit>()
  for (const node of file.root.walk()) {
    for (const rule of byKind.get(node.kind) ?? []) {
      const seen = rule.inspect(node, file)
      const sightings = seen === null ? [] : isList(seen) ? seen : [seen]
      for (const sighting of sightings) {
        const hit = describe(rule, sighting, file)
        if (silenced(rule.id, hit.line) || runsOnce(hit)) continue
        // The same thing twice in one function is told once, where it comes first.
        const key = `${hit.rule} ${hit.declaration.startLine} ${hit.subject}`
        if (!hits.has(key)) hits.set(key, hit)
      }
    }
  }
  return [...hits.values()].sort((a, b) => a.line - b.line)
}

/** What the rules on lines see in a file that is no Go. */
export function findLineHits(path: string, text: string, rules: readonly LineRule[]): Hit[] {
  const meant = rules.filter((rule) => rule.files.test(path))
  if (meant.length === 0) return []
  return text.split('\n').flatMap((line, index, all) =>
    meant.flatMap((rule) => {
      const title = rule.inspectLine(line, all[index + 1] ?? '')
      if (title === null) return []
      const at = { startLine: index + 1, endLine: index + 1 }
      return [
        {
          rule: rule.id,
          item: rule.item,
          file: path,
          line: at.startLine,
          endLine: at.endLine,
          otherLine: null,
          package: '',
          function: '',
          declaration: at,
          subject: title,
          title,
          advice: rule.advice,
          onlyHot: false,
          inLoop: false,
          expressions: [],
          replacement: null,
        },
      ]
    }),
  )
}

/** What `init` does happens once; how it uses pools and goroutines matters all the same. */
function runsOnce({ function: name, item }: Hit): boolean {
  return name === 'init' && item !== 7 && item !== 8
}

function isList(seen: Sighting | readonly Sighting[]): seen is readonly Sighting[] {
  return Array.isArray(seen)
}

function describe(rule: GoRule, sighting: Sighting, file: GoFile): Hit {
  const { node } = sighting
  const declaration = enclosingDeclaration(node)
  return {
    rule: rule.id,
    item: rule.item,
    file: file.path,
    line: node.line,
    endLine: node.endLine,
    otherLine: sighting.elsewhere?.line ?? null,
    package: file.package.importPath,
    function: nameOf(declaration),
    declaration: { startLine: declaration.line, endLine: declaration.endLine },
    subject: (sighting.subject ?? node.text).replace(/\s+/g, ''),
    title: sighting.title,
    advice: sighting.advice ?? rule.advice,
    onlyHot: sighting.onlyHot ?? false,
    inLoop: enclosingLoop(node) !== null,
    expressions: sighting.expressions ?? [],
    replacement: sighting.replacement ?? null,
  }
}

/** A declaration's name as Go prints it: `Parse`, `(*T).Get`, `T.String`; the first name of others. */
function nameOf(declaration: GoNode): string {
  const name = declaration.child('name')?.text ?? ''
  if (declaration.kind === 'function_declaration') return name
  if (declaration.kind === 'method_declaration') {
    const type = receiverType(declaration)
    return hasPointerReceiver(declaration) ? `(*${type}).${name}` : `${type}.${name}`
  }
  return listSpecs(declaration)[0]?.child('name')?.text ?? ''
}

/** `//perf:ignore rule-id why` silences a rule on its own line and on the one below. */
function readSilenced(text: string): (rule: string, line: number) => boolean {
  if (!text.includes('//perf:ignore ')) return () => false
  const lines = text.split('\n').map((line) => /\/\/perf:ignore ([\w-]+)/.exec(line)?.[1] ?? '')
  return (rule, line) => lines[line - 1] === rule || lines[line - 2] === rule
}
