import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../infra/local/aws.ts'
import type { SecurityRow } from './row.ts'
import { installScripts, licences, registry } from './supply-chain-rules.ts'

const area = 'supply-chain'

interface Locked {
  version?: string
  integrity?: string
  license?: string
  dev?: boolean
  inBundle?: boolean
  hasInstallScript?: boolean
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const nameOf = (path: string): string => path.split('node_modules/').at(-1) ?? path
const row = (what: string, tried: number, failed: string[], note?: string): SecurityRow => ({
  area,
  what,
  tried,
  failed,
  ...(note === undefined ? {} : { note }),
})

const exactVersion = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$|^\$[\w-]+$/

/** Names of package.json whose version is a range. */
export function ranges(manifest: Record<string, Record<string, string> | undefined>): string[] {
  return ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'].flatMap((kind) =>
    Object.entries(manifest[kind] ?? {})
      .filter(([, version]) => !exactVersion.test(version))
      .map(([name, version]) => `${name} ${version}`),
  )
}

/** Packages of a lock file that nothing holds to their bytes: what lies within another package is held by that one. */
export const unheld = (packages: Record<string, Locked>): string[] =>
  Object.entries(packages)
    .filter(([path, { integrity, inBundle }]) => path !== '' && !inBundle && !/^sha512-/.test(integrity ?? ''))
    .map(([path]) => path)

/** Packages with an install script that is not on the list, and rows of the list that no package needs any more. */
export function scriptsUnlisted(packages: Record<string, Locked>, listed: Record<string, string>): string[] {
  const found = new Set(
    Object.entries(packages).flatMap(([path, each]) => (each.hasInstallScript ? [nameOf(path)] : [])),
  )
  const unlisted = [...found].filter((name) => !Object.hasOwn(listed, name))
  return [
    ...unlisted,
    ...Object.keys(listed)
      .filter((name) => !found.has(name))
      .map((name) => `${name} has none any more`),
  ]
}

/** What goes into a function, by its licence, that is not on the list. */
export const licencesUnlisted = (packages: Record<string, Locked>, listed: readonly string[]): string[] =>
  Object.entries(packages)
    .filter(([path, { dev, license }]) => path !== '' && !dev && !listed.includes(license ?? ''))
    .map(([path, { license }]) => `${nameOf(path)}: ${license}`)

/** Lines of a requirements file that name no exact version. */
export const unpinned = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#') && !/^[\w.-]+(\[[\w,]+\])?==\d[\w.]*$/.test(line))

const tracked = (...patterns: string[]): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '')

function addresses(): SecurityRow {
  const files = tracked('*.json', '*.ts', '*.mjs', '*.md', '*.txt', '*.yml', '*.yaml', '.npmrc', '*.toml').filter(
    // The rule itself with its test.
    (file) => !/supply-chain(-rules|\.test)\.ts$/.test(file) && !file.startsWith('docs/client/'),
  )
  return row(
    'no file names the address of a registry',
    files.length,
    files.filter((file) => registry.test(read(file))),
  )
}

/** The bills of materials, as npm writes them: of what runs, without the tools. */
function bills(): SecurityRow {
  const folder = join(root, '.local', 'sbom')
  mkdirSync(folder, { recursive: true })
  const failed: string[] = []
  const counts: string[] = []
  for (const [format, count] of [
    ['cyclonedx', (bill: { components?: unknown[] }) => bill.components?.length],
    ['spdx', (bill: { packages?: unknown[] }) => bill.packages?.length],
  ] as const) {
    const how = ['sbom', '--package-lock-only', '--omit', 'dev', '--omit', 'optional', '--sbom-format', format]
    const { status, stdout, stderr } = spawnSync('npm', how, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      timeout: 60_000,
    })
    const found = status === 0 ? count(JSON.parse(stdout)) : undefined
    if (!found) failed.push(`${format}: ${stderr.slice(0, 200)}`)
    else writeFileSync(join(folder, `${format}.json`), stdout)
    counts.push(`${format} ${found}`)
  }
  return row(
    'npm writes a bill of materials, in both forms',
    2,
    failed,
    `.local/sbom, components: ${counts.join(', ')}`,
  )
}

/** What the registry knows of our versions, if it answers that question at all. */
function audit(): SecurityRow {
  const how = ['audit', '--json', '--omit', 'dev', '--package-lock-only']
  const { stdout } = spawnSync('npm', how, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26, timeout: 60_000 })
  const what = 'no known hole in what runs (npm audit)'
  try {
    const told = JSON.parse(stdout) as { vulnerabilities?: Record<string, { severity: string }> }
    if (told.vulnerabilities === undefined) throw new Error('no answer')
    const holes = Object.entries(told.vulnerabilities).map(([name, { severity }]) => `${name}: ${severity}`)
    return row(what, 1, holes)
  } catch {
    return row(what, 0, [], 'not tried: the registry that this machine uses does not answer audits')
  }
}

/** Where what is built comes from, and that it is what it was. */
export async function supplyChain(): Promise<SecurityRow[]> {
  const manifest = JSON.parse(read('package.json'))
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }
  const all = Object.keys(packages).length - 1
  const requirements = tracked('*requirements*.txt')
  const pins = requirements.flatMap((file) => unpinned(read(file)).map((line) => `${file}: ${line}`))
  const scripts = Object.values(packages).filter(({ hasInstallScript }) => hasInstallScript).length
  const running = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev).length
  const quiet = /^ignore-scripts=true$/m.test(read('.npmrc')) ? [] : ['.npmrc does not say ignore-scripts=true']
  return [
    row(
      'every version in package.json is exact',
      Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).length,
      ranges(manifest),
    ),
    row('every package in the lock file is held to its bytes (SHA-512)', all, unheld(packages)),
    row('install scripts are those on the list, and none is run', scripts, [
      ...scriptsUnlisted(packages, installScripts),
      ...quiet,
    ]),
    row('what runs in a function has a licence of the list', running, licencesUnlisted(packages, licences)),
    row(
      'every Python package is pinned',
      requirements.length,
      pins,
      'by version, not by hash: they judge and emulate on this machine, nothing of them is deployed',
    ),
    addresses(),
    bills(),
    audit(),
  ]
}
