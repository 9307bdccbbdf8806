import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { findings, open, stale } from '../infra/nag.ts'
import { sandbox, settings, templates as synthesized } from '../infra/synthesized.ts'
import { judge } from './judges.ts'
import type { SecurityRow } from './row.ts'

/** Rules of cfn-lint that are not held, and why. One that nothing breaks any more is a failure too. */
const ignored: Record<string, string> = {
  W3005:
    'The library has a function depend on its role and on the role’s policy. The role’s part is said twice by that; the policy’s part is needed, else the first call may be refused.',
}

interface Broken {
  Filename: string
  Rule: { Id: string }
  Message: string
  Location: { Path: (string | number)[] | null }
}

/** The templates of both stages by AWS's own linter, and those of production by cdk-nag. */
export async function templates(): Promise<SecurityRow[]> {
  return [lint(), ...nag()]
}

function lint(): SecurityRow {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-templates-'))
  try {
    const files = [settings(), sandbox()].flatMap((given) => written(given, join(folder, given.stage)))
    const { stdout, stderr } = spawnSync(judge('cfn-lint'), ['--format', 'json', '--template', ...files], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      timeout: 3 * 60_000,
    })
    if (stdout.trim() === '') throw new Error(`cfn-lint said nothing: ${stderr.slice(-2_000)}`)
    const broken = JSON.parse(stdout) as Broken[]
    const failed = broken.filter(({ Rule }) => !(Rule.Id in ignored)).map(sentence)
    const unused = Object.keys(ignored).filter((id) => !broken.some(({ Rule }) => Rule.Id === id))
    return {
      area: 'templates',
      what: 'no template of production or the sandbox breaks a rule of cfn-lint, errors and warnings',
      tried: files.length,
      failed: [...failed, ...unused.map((id) => `${id} is ignored and broken by nothing`)],
      note: Object.entries(ignored)
        .map(([id, reason]) => `${id} is ignored: ${reason}`)
        .join(' '),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function written(given: ReturnType<typeof settings>, folder: string): string[] {
  mkdirSync(folder)
  return Object.entries(synthesized(given)).map(([name, template]) => {
    const file = join(folder, `${name}.json`)
    writeFileSync(file, JSON.stringify(template))
    return file
  })
}

const sentence = ({ Filename, Rule, Message, Location }: Broken): string =>
  `${Rule.Id} ${basename(Filename)} ${Location.Path?.join('/') ?? ''}: ${Message}`

function nag(): SecurityRow[] {
  const found = findings()
  const left = open(found).map(({ rule, named, path }) => `${rule}${named ? `[${named}]` : ''} ${path}`)
  return [
    {
      area: 'templates',
      what: 'what cdk-nag says (AwsSolutions, Serverless) is mended or acknowledged with a reason',
      tried: found.length,
      failed: [...left, ...stale(found).map((each) => `${each} is acknowledged and no longer said`)],
      note: 'The acknowledgements with their reasons are infra/acknowledged.ts. What is asserted of every resource beside it: tests/infra, with npm test.',
    },
  ]
}
