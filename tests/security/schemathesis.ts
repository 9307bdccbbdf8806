import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../infra/local/aws.ts'
import { judge } from './judges.ts'
import { services } from './routes.ts'
import type { SecurityRow } from './row.ts'
import { askers, checks, excluded } from './schemathesis-exclusions.ts'
import type { OpenStand, Stand } from './stand.ts'

const area = 'schemathesis'
const secondsEach = 45
/** Each makes up requests on one core. */
const atOnce = 2
const limitMs = 150_000

interface Ended {
  status: number | null
  output: string
}

function run(program: string, args: string[], cwd: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let output = ''
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs })
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk
      })
    }
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, output }))
  })
}

/** Requests that schemathesis makes up from the document of a service, and its answers against the same document. */
async function held({ desk, token }: Stand, service: string): Promise<SecurityRow> {
  const persona = askers[service]
  if (persona === undefined)
    return { area, what: `${service} answers as its document says`, tried: 0, failed: ['nobody is named who asks'] }
  const folder = mkdtempSync(join(tmpdir(), 'motcua-schemathesis-'))
  const events = join(folder, 'events.ndjson')
  const left = excluded.flatMap(({ path }) => ['--exclude-path', path])
  const how = [
    '--phases',
    'examples,coverage,fuzzing',
    '--max-examples',
    '20',
    '--max-time',
    String(secondsEach),
    '--seed',
    '1',
    '--workers',
    // Python 3.11 parses no code in two threads at once, and hypothesis does.
    '1',
  ]
  const said = ['--report', 'ndjson', '--report-ndjson-path', events, '--warnings', 'off', '--no-shrink']
  const authorization = [
    '-H',
    `Authorization: Bearer ${await token(persona)}`,
    '--request-timeout',
    '20',
    '--continue-on-failure',
  ]
  const document = join(root, 'docs/api', `${service}.json`)
  try {
    const ended = await run(
      judge('schemathesis'),
      ['run', document, '-u', desk.frontDoor, '-c', checks.join(','), ...how, ...said, ...authorization, ...left],
      folder,
    )
    return { area, what: `${service} answers as its document says, to ${persona}`, ...read(events, ended) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const requestsIn = (events: string): number => (readFileSync(events, 'utf8').match(/"status_code":/g) ?? []).length

/** What schemathesis found: its own list of failures, or all that it said when there is none. */
function read(events: string, { status, output }: Ended): Pick<SecurityRow, 'tried' | 'failed'> {
  const tried = requestsIn(events)
  if (status === 0) return { tried, failed: tried === 0 ? ['nothing was asked'] : [] }
  const list = output.slice(Math.max(0, output.search(/=+ (FAILURES|ERRORS) =+/)))
  const named = list
    .split(/\n_{3,} /)
    .slice(1)
    .map((each) => each.slice(0, 1_500))
  return { tried, failed: named.length > 0 ? named : [output.slice(-3_000)] }
}

/** Every service's document, asked at random: no fault of ours, and no answer that it does not tell. */
export async function schemathesis(open: OpenStand): Promise<SecurityRow[]> {
  const stand = await open()
  judge('schemathesis') // installed before two ask for it at once
  const waiting = services()
  const rows: SecurityRow[] = []
  const worker = async () => {
    for (let service = waiting.shift(); service !== undefined; service = waiting.shift())
      rows.push(await held(stand, service))
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return rows.sort((a, b) => a.what.localeCompare(b.what))
}
