import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { cleanEnvironment, root } from '../../infra/local/aws.ts'
import type { Followed } from './followed.ts'
import { allBlocks, nameOf } from './runbook.ts'
import { operator, type Ward } from './ward.ts'

const venv = join(root, '.local', 'awscli')
const requirements = join(root, 'tests', 'recovery', 'requirements.txt')
/** While it is installed nothing else can end this program. */
const limitMs = 5 * 60_000

/** Installs the AWS CLI of tests/recovery/requirements.txt, apart from every other Python here, when that file changed. */
function installCli(): void {
  const mark = join(venv, 'installed.txt')
  const wanted = readFileSync(requirements, 'utf8')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  execFileSync('python3', ['-m', 'venv', venv], { timeout: limitMs })
  execFileSync(join(venv, 'bin', 'pip'), ['install', '-q', '--disable-pip-version-check', '-r', requirements], {
    timeout: limitMs,
  })
  writeFileSync(mark, wanted)
}

/**
 * A shell as an operator has it, in which `aws` and `npx cdk` mean this desk: `…` of a runbook is replaced by what it stands for.
 * The CLI of PyPI is of version 1, which would send calls of SQS to their old addresses.
 */
export function shellOf(ward: Ward) {
  installCli()
  const bin = join(ward.folder, 'bin')
  mkdirSync(bin, { recursive: true })
  const script = (name: string, lines: string[]) => {
    writeFileSync(join(bin, name), ['#!/bin/sh', ...lines, ''].join('\n'))
    chmodSync(join(bin, name), 0o755)
  }
  script('aws', [`exec ${join(venv, 'bin', 'aws')} --endpoint-url "$AWS_ENDPOINT_URL" "$@"`])
  // The settings of a stage stand in the templates that the desk was made of.
  script('npx', ['[ "$1" = cdk ] || exit 64', 'shift', `exec cdk "$@" -a ${join(ward.folder, 'cdk.out')} --no-notices`])
  const names = ['export', 'restore', 'digest', 'reinstate', 'replay', 'redrive']
  const cases = names.map((name) => `${name}) exec node ${join(root, 'infra', 'operations', `${name}.ts`)} "$@" ;;`)
  script('npm', [
    '[ "$1" = run ] || exit 64',
    'name=$2',
    'shift 2',
    '[ "$1" = -- ] && shift',
    'case $name in',
    ...cases,
    '*) exit 64 ;;',
    'esac',
  ])
  const PATH = [bin, cleanEnvironment().PATH].join(delimiter)

  /** Runs the commands as they are, but for these words; throws what they said when one fails. */
  async function run(commands: string, words: Record<string, string> = {}, env: NodeJS.ProcessEnv = {}) {
    const replaced = Object.entries(words).reduce((text, [from, to]) => text.replaceAll(from, to), commands)
    // Node's own pipes are sockets, which /dev/stdout can't name.
    const piped = `{\n${replaced}\n} 2>&1 | cat`
    const { code, said } = await operator(ward.endpoint, 'bash', ['-e', '-o', 'pipefail', '-c', piped], {
      PATH,
      ...env,
    })
    if (code !== 0) throw new Error(`ended with ${code}: ${said.trim().split('\n').slice(-8).join(' | ')}`)
    return said
  }

  return {
    run,
    /** Follows one block of a runbook. */
    async follow(name: Followed, words: Record<string, string> = {}, env: NodeJS.ProcessEnv = {}): Promise<string> {
      const block = allBlocks().find((one) => nameOf(one) === name)
      if (!block) throw new Error(`there is no block ${name}`)
      return run(block.commands, words, env)
    },
  }
}

export type Shell = ReturnType<typeof shellOf>
