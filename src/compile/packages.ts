import { z } from 'zod'
import { parseJsonStream } from './json-stream.ts'

const strings = z.array(z.string()).optional()
const packageError = z.object({ Pos: z.string().optional(), Err: z.string() })

const listedPackage = z.object({
  ImportPath: z.string(),
  Dir: z.string().optional(),
  Name: z.string().optional(),
  ForTest: z.string().optional(),
  Export: z.string().optional(),
  BuildID: z.string().optional(),
  Standard: z.boolean().optional(),
  DepOnly: z.boolean().optional(),
  Module: z
    .object({
      Path: z.string(),
      Version: z.string().optional(),
      Main: z.boolean().optional(),
      Dir: z.string().optional(),
      GoVersion: z.string().optional(),
      Replace: z.object({ Path: z.string(), Version: z.string().optional() }).optional(),
    })
    .optional(),
  GoFiles: strings,
  CgoFiles: strings,
  CFiles: strings,
  CXXFiles: strings,
  MFiles: strings,
  HFiles: strings,
  FFiles: strings,
  SFiles: strings,
  SwigFiles: strings,
  SwigCXXFiles: strings,
  SysoFiles: strings,
  EmbedFiles: strings,
  TestGoFiles: strings,
  XTestGoFiles: strings,
  TestEmbedFiles: strings,
  XTestEmbedFiles: strings,
  Deps: strings,
  Error: packageError.optional(),
  DepsErrors: z.array(packageError).nullable().optional(),
  Incomplete: z.boolean().optional(),
  DefaultGODEBUG: z.string().optional(),
})

/** One package, or one test variant of a package, as the toolchain built it. */
export interface Package {
  /** With the variant: `p`, `p [p.test]`, `p_test [p.test]`, `p.test`. */
  readonly id: string
  /** Without the variant. */
  readonly importPath: string
  /** The package under test, for variants; '' otherwise. */
  readonly forTest: string
  readonly name: string
  /** Absolute. */
  readonly dir: string
  readonly standard: boolean
  /** Only here because another package needs it. */
  readonly dependencyOnly: boolean
  readonly inMainModule: boolean
  /** Module path and version (or what replaces it), '' for the standard library. */
  readonly module: string
  readonly modulePath: string
  readonly goVersion: string
  /** What a program is linked with for GODEBUG: from go.mod, its go line, and `//go:debug`; '' for a library. */
  readonly defaultGodebug: string
  /** The compiled archive; '' where it was not built. */
  readonly archive: string
  /** Names the archive's content: equal on both sides for equal archives; '' where unknown. */
  readonly contentId: string
  readonly goFiles: readonly string[]
  /** Every other file that goes into the build. */
  readonly otherFiles: readonly string[]
  readonly testFiles: readonly string[]
  readonly testEmbedFiles: readonly string[]
  /** Ids of everything that it needs, transitively. */
  readonly dependencies: readonly string[]
  /** The compiler's or the loader's own words, '' for none. */
  readonly error: string
  /** True where something that it needs does not build. */
  readonly dependencyBroken: boolean
}

/** Reads the output of `planListCommand`. Never throws. */
export function parsePackages(text: string): {
  readonly packages: readonly Package[]
  readonly problems: readonly string[]
} {
  const stream = parseJsonStream(text)
  const problems = [...stream.problems]
  const packages: Package[] = []
  for (const value of stream.values) {
    const parsed = listedPackage.safeParse(value)
    if (parsed.success) packages.push(describe(parsed.data))
    else problems.push(`go list described a package in an unknown form: ${parsed.error.issues[0]?.message ?? ''}`)
  }
  return { packages, problems }
}

function describe(listed: z.infer<typeof listedPackage>): Package {
  const module = listed.Module
  const replaced = module?.Replace
  return {
    id: listed.ImportPath,
    importPath: listed.ImportPath.replace(/ \[.*\]$/, ''),
    forTest: listed.ForTest ?? '',
    name: listed.Name ?? '',
    dir: listed.Dir ?? '',
    standard: listed.Standard ?? false,
    dependencyOnly: listed.DepOnly ?? false,
    inMainModule: module?.Main ?? false,
    module: module
      ? `${module.Path}@${module.Version ?? ''}${replaced ? ` => ${replaced.Path}@${replaced.Version ?? ''}` : ''}`
      : '',
    modulePath: module?.Path ?? '',
    goVersion: module?.GoVersion ?? '',
    defaultGodebug: listed.DefaultGODEBUG ?? '',
    archive: listed.Export ?? '',
    contentId: listed.BuildID?.split('/').at(-1) ?? '',
    goFiles: [...(listed.GoFiles ?? []), ...(listed.CgoFiles ?? [])],
    otherFiles: [
      ...(listed.CFiles ?? []),
      ...(listed.CXXFiles ?? []),
      ...(listed.MFiles ?? []),
      ...(listed.HFiles ?? []),
      ...(listed.FFiles ?? []),
      ...(listed.SFiles ?? []),
      ...(listed.SwigFiles ?? []),
      ...(listed.SwigCXXFiles ?? []),
      ...(listed.SysoFiles ?? []),
      ...(listed.EmbedFiles ?? []),
    ],
    testFiles: [...(listed.TestGoFiles ?? []), ...(listed.XTestGoFiles ?? [])],
    testEmbedFiles: [...(listed.TestEmbedFiles ?? []), ...(listed.XTestEmbedFiles ?? [])],
    dependencies: listed.Deps ?? [],
    error: listed.Error?.Err ?? '',
    dependencyBroken: (listed.DepsErrors ?? []).length > 0,
  }
}

const toolchain = z.object({
  GOVERSION: z.string(),
  GOOS: z.string(),
  GOARCH: z.string(),
  GOFLAGS: z.string(),
  GOMOD: z.string(),
  GOWORK: z.string(),
  CGO_ENABLED: z.string(),
  GOROOT: z.string(),
})
export type Toolchain = z.infer<typeof toolchain>

/** Reads the output of `planEnvCommand`; null where it is not what `go env -json` prints. */
export function parseToolchain(text: string): Toolchain | null {
  try {
    const parsed = toolchain.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Major and minor number of a release such as `go1.26.8`; null for a development version. */
export function parseGoVersion(version: string): { readonly major: number; readonly minor: number } | null {
  const match = /^go(\d+)\.(\d+)/.exec(version)
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : null
}

export interface Module {
  readonly path: string
  /** Absolute. */
  readonly dir: string
  readonly goVersion: string
}

const listedModule = z.object({ Path: z.string(), Dir: z.string().optional(), GoVersion: z.string().optional() })

/** Reads the output of `planModulesCommand`. */
export function parseModules(text: string): readonly Module[] {
  return parseJsonStream(text).values.flatMap((value) => {
    const parsed = listedModule.safeParse(value)
    return parsed.success
      ? [{ path: parsed.data.Path, dir: parsed.data.Dir ?? '', goVersion: parsed.data.GoVersion ?? '' }]
      : []
  })
}
