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

const city = { persona: 'integration' }

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
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    const { items } = (await call<{ items: { id: string; url: string }[] }>('GET /v1/webhooks', 200, city)).body
    for (const { id, url } of items) if (url.includes(':9000/')) await call(`DELETE /v1/webhooks/${id}`, 204, city)
  })

  it('are for the address that npm start says', () => {
    expect(script.startsWith(here)).toBe(true)
  })

  it('all succeed', () => {
    expect(ran.exit).toBe(0)
    // The check of the file is asked for until it is done.
    expect(ran.statuses.join(' ')).toMatch(/^201 200 201 (200 )+201 200 200 200 201$/)
  })

  /** What the calls answered, one after the other. */
  const answers = () => {
    expect(ran.printed).toContain('stored: 200\n')
    const said = ran.printed.replace('stored: 200\n', '').split(/(?<=\})\s*(?=\{)/)
    return said.map((each) => JSON.parse(each))
  }

  it('file a dossier and look it up', () => {
    const [{ code, secret }, seen] = answers()
    expect(code).toMatch(/^H26\.125-\d{6}-\d{4}$/)
    expect(secret).toMatch(/^[0-9A-Z]{12}$/)
    expect(seen).toMatchObject({ code, status: { code: 2 } })
  })

  it('store a file that is verified, and show who will be reminded', () => {
    const [, , file, reminders] = answers()
    expect(file).toMatchObject({ status: 'VERIFIED', fileName: 'to-khai.pdf' })
    // One before the due date as well, where it is filed so late in the day that it is due on the next.
    expect(reminders.items.slice(-2)).toMatchObject([{ kind: 'DUE', status: 'PLANNED' }, { kind: 'OVERDUE' }])
  })

  it("leave a note that is answered, and read the ward's feed", () => {
    const [{ id, secret }, seen, answered, feed, webhook] = answers().slice(4)
    expect(secret).toMatch(/^[0-9A-Z]{12}$/)
    expect(seen).toMatchObject({ id, kind: 'GOP_Y', status: 'RECEIVED' })
    expect(answered).toMatchObject({ id, status: 'ANSWERED' })
    expect(feed).toMatchObject({ items: [{ specversion: '1.0' }, {}], next: expect.any(String) })
    expect(webhook).toMatchObject({ state: 'ACTIVE', secret: expect.stringMatching(/^whsec_/) })
  })
})
