import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../../infra/local/aws.ts'

const folder = join(root, '.local', 'judges')
const requirements = fileURLToPath(new URL('./requirements.txt', import.meta.url))
/** While they are installed nothing else can end this program. */
const limitMs = 5 * 60_000

/** Where a judge of requirements.txt is. They are installed when one is first asked for, apart from the local AWS. */
export function judge(name: string): string {
  const marker = join(folder, '.motcua-requirements')
  const wanted = readFileSync(requirements, 'utf8')
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wanted) {
    console.error('Installing the judges of tests/security/requirements.txt …')
    rmSync(folder, { recursive: true, force: true })
    execFileSync(join(root, '.local', 'python', 'bin', 'python'), ['-m', 'venv', folder], { timeout: limitMs })
    const how = ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', '-r', requirements]
    execFileSync(join(folder, 'bin', 'python'), how, { stdio: ['ignore', 'inherit', 'inherit'], timeout: limitMs })
    writeFileSync(marker, wanted)
  }
  return join(folder, 'bin', name)
}
