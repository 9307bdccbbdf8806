import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { step } from './step.mjs'

/** Whether .local/python holds exactly infra/local/requirements.txt. */
export function pythonMatches(root) {
  const { folder, marker, python } = places(root)
  // existsSync follows links: an environment whose Python was upgraded away counts as missing.
  return existsSync(folder) && existsSync(python) && existsSync(marker) && readFileSync(marker, 'utf8') === wanted(root)
}

/** Makes the Python environment of the local AWS anew. */
export async function installPython(root, systemPython) {
  const { folder, marker, python } = places(root)
  rmSync(folder, { recursive: true, force: true })
  await step('Python environment', systemPython, ['-m', 'venv', folder], { cwd: root })
  const install = ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', '-r', requirements(root)]
  await step('local AWS (MiniStack)', python, install, { cwd: root })
  writeFileSync(marker, wanted(root))
}

function places(root) {
  const folder = join(root, '.local', 'python')
  return { folder, marker: join(folder, '.motcua-requirements'), python: join(folder, 'bin', 'python') }
}

function requirements(root) {
  return join(root, 'infra', 'local', 'requirements.txt')
}

function wanted(root) {
  return createHash('sha256')
    .update(readFileSync(requirements(root)))
    .digest('hex')
}
