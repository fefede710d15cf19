/**
 * Every finding of the rules over the history of repositories, with the code around it, for a person to judge.
 *
 *   node bench/rules-precision.js COMMITS REPOSITORY...
 *
 * Each of the newest COMMITS commits of product Go code is reviewed against its parent, without benchmarks. With
 * COMMITS 0 the whole of HEAD counts as new, which needs a repository that may be written to (one loose commit).
 */
import { execFileSync, spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const [commits, ...repositories] = process.argv.slice(2)
if (commits === undefined || repositories.length === 0) {
  console.error('usage: node bench/rules-precision.js COMMITS REPOSITORY...')
  process.exit(2)
}
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))

for (const repository of repositories) {
  const git = (...args) => execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' }).trim()
  const pairs = commits === '0' ? [[emptyCommit(git), git('rev-parse', 'HEAD')]] : listPairs(git)
  let found = 0
  let reviewed = 0
  for (const [base, head] of pairs) {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [cli, 'escapes', '--repo', repository, '--base', base, '--head', head, '--format', 'json', '--quiet'],
      { encoding: 'utf8', maxBuffer: 1 << 30 },
    )
    if (stdout === '') {
      console.log(`${path.basename(repository)} ${head.slice(0, 9)}: no report: ${stderr.trim().split('\n')[0]}`)
      continue
    }
    reviewed++
    for (const finding of JSON.parse(stdout).findings) {
      if (finding.evidence === undefined) continue
      found++
      console.log(
        `\n${path.basename(repository)} ${head.slice(0, 9)} ${finding.file}:${finding.line} [${finding.rule}, ${finding.evidence}]`,
      )
      console.log(`  ${finding.title}`)
      const lines = git('show', `${head}:${finding.file}`).split('\n')
      const first = Math.max(1, finding.line - 6)
      for (const [offset, line] of lines.slice(first - 1, finding.line + 6).entries()) {
        console.log(`  ${first + offset === finding.line ? '>' : ' '} ${line}`)
      }
      if (finding.replacement) console.log(`  = ${finding.replacement.text}`)
    }
  }
  console.log(`\n${path.basename(repository)}: ${found} findings in ${reviewed} of ${pairs.length} reviews`)
}

function listPairs(git) {
  const all = git('log', '--no-merges', '--format=%H %P', '--', '*.go', ':!*_test.go').split('\n')
  return all
    .map((line) => line.split(' '))
    .filter(([, parent]) => parent !== undefined && parent !== '')
    .slice(0, Number(commits))
    .map(([head, parent]) => [parent, head])
}

function emptyCommit(git) {
  const tree = execFileSync(
    'git',
    ['-C', git('rev-parse', '--show-toplevel'), 'hash-object', '-t', 'tree', '-w', '--stdin'],
    {
      input: '',
      encoding: 'utf8',
    },
  ).trim()
  return git('-c', 'user.name=n', '-c', 'user.email=n@example.com', 'commit-tree', tree, '-m', 'nothing')
}
