import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../infra/local/aws.ts'
import { file } from '../../infra/local/first-dossier/dossiers.ts'
import { asking } from './asking.ts'

const { desk, call } = asking()

/** The commands under a heading of the README. */
function commands(heading: string): string {
  const [, section] = readFileSync(join(root, 'README.md'), 'utf8').split(`\n## ${heading}\n`)
  const [, block] = /```bash\n(.*?)```/s.exec(section ?? '') ?? []
  if (!block) throw new Error(`the README has no commands under ${heading}`)
  return block
}

/** Runs commands in bash as a reader would, with this desk in place of his own: what they print, and each status code. */
function run(script: string, folder: string): Promise<{ exit: number | null; printed: string; statuses: string[] }> {
  // Each curl that does not write out something itself says its status beside what it prints.
  writeFileSync(join(folder, '.curlrc'), 'write-out = "%{stderr}status %{http_code}\\n"\n')
  const { frontDoor, endpoint } = desk
  const personas = join(desk.folder, 'personas.json')
  writeFileSync(join(folder, 'desk.json'), JSON.stringify({ frontDoor, endpoint, personas, pid: process.pid }))
  const env = { ...process.env, CURL_HOME: folder, MOTCUA_DESK: join(folder, 'desk.json') }
  const child = spawn('bash', ['-eu', '-o', 'pipefail', '-c', script], { cwd: root, env })
  let printed = ''
  let said = ''
  child.stdout.on('data', (chunk) => (printed += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exit) => {
      if (exit !== 0) console.error(said)
      resolve({ exit, printed, statuses: [...said.matchAll(/^status (\d+)$/gm)].map(([, status]) => status ?? '') })
    })
  })
}

describe('the first calls of the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-readme-'))
  const here = 'DOOR=http://127.0.0.1:8080\n'
  const script = commands('First calls')
  let ran: Awaited<ReturnType<typeof run>>

  beforeAll(async () => {
    const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Ví Dụ', phone: '0912345678' }
    const { receivingPoint } = desk
    // Waits until the desk has heard of its reference data, as `npm start` does before it says that it is open.
    await file(call, 'clerk', { procedure: '2.000815', channel: 'DESK', receivingPoint, applicant, files: [] })
    ran = await run(script.replace(here, `DOOR=${desk.frontDoor}\n`), folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('are for the address that npm start says', () => {
    expect(script.startsWith(here)).toBe(true)
  })

  it('all succeed', () => {
    expect(ran.exit).toBe(0)
    expect(ran.statuses.slice(0, 3)).toEqual(['201', '200', '201'])
    expect(new Set(ran.statuses.slice(3))).toEqual(new Set(['200']))
  })

  it('file a dossier and look it up', () => {
    const [filed = '', seen = ''] = ran.printed.split(/(?<=\})(?=\{|stored)/)
    const { code, secret } = JSON.parse(filed)
    expect(code).toMatch(/^H26\.125-\d{6}-\d{4}$/)
    expect(secret).toMatch(/^[0-9A-Z]{12}$/)
    expect(JSON.parse(seen)).toMatchObject({ code, status: { code: 2 } })
  })

  it('store a file that is verified, and show who will be reminded', () => {
    const [, rest = ''] = ran.printed.split('stored: 200\n')
    const [file = '', reminders = ''] = rest.split(/(?<=\})\s*(?=\{"items)/)
    expect(JSON.parse(file)).toMatchObject({ status: 'VERIFIED', fileName: 'to-khai.pdf' })
    expect(JSON.parse(reminders).items).toMatchObject([{ kind: 'DUE', status: 'PLANNED' }, { kind: 'OVERDUE' }])
  })
})
