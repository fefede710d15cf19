import { inCode } from '../in-code.ts'
import type { LineRule } from '../rule.ts'

export const RUNTIME_SETTINGS: LineRule = {
  id: 'runtime-settings',
  item: 10,
  title: '`GOGC`, `GOMEMLIMIT`, `GOMAXPROCS` or `GODEBUG` is set in a deployment file',
  looksAt:
    'Lines of Dockerfiles, YAML, environment files, service units and shell scripts that give one of these variables a value which the base does not give it.',
  advice:
    'Such a setting changes every allocation and pause of the program: say in the change what was measured with it.',
  files: /(?:^|\/)(?:Dockerfile[^/]*|[^/]*\.(?:dockerfile|ya?ml|env|service|conf|sh|tf|nomad)|\.env[^/]*|Procfile)$/i,
  inspectLine(line, next) {
    if (/^\s*(?:#|\/\/)/.test(line)) return null
    const found =
      /\b(GOGC|GOMEMLIMIT|GOMAXPROCS|GODEBUG)\b["']?\s*[:=]\s*["']?([\w.,=-]+)/.exec(line) ??
      /\bENV\s+(GOGC|GOMEMLIMIT|GOMAXPROCS|GODEBUG)\s+["']?([\w.,=-]+)/.exec(line)
    // A container's variables are listed by name and value.
    const named = /^\s*-?\s*name:\s*["']?(GOGC|GOMEMLIMIT|GOMAXPROCS|GODEBUG)["']?\s*$/.exec(line)
    const value = named && /^\s*value:\s*["']?([\w.,=-]+)/.exec(next)
    if (named && value) return `${inCode(named[1] ?? '')} is set to ${inCode(value[1] ?? '')}`
    if (!found) return null
    return `${inCode(found[1] ?? '')} is set to ${inCode(found[2] ?? '')}`
  },
  bad: 'ENV GOGC=400',
  good: '# ENV GOGC=400 was tried',
}
