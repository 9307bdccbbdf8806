import { accessToken } from '../../infra/local/access-token.ts'
import { type Call, caller, type TokenOf } from '../../infra/local/first-dossier/caller.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import { put, samples, ticketFor } from '../../infra/local/first-dossier/upload.ts'
import { type FirstDossier, firstDossier } from '../../infra/local/first-dossier.ts'
import { queuesSettled } from '../../infra/local/queues-settled.ts'
import { takeRights } from './auth-control.ts'
import { type AuthDesk, type Decided, startAuthDesk } from './auth-desk.ts'
import { unused } from './auth-unused.ts'
import type { SecurityRow } from './row.ts'

const limitMs = 4 * 60_000
const area = 'auth'
const ours = ({ who }: Decided) => who.startsWith('motcua-')

/** The whole desk once through, with every function held to what its role allows. */
export async function auth(): Promise<SecurityRow[]> {
  const limit = AbortSignal.timeout(limitMs)
  const late = new Promise<never>((_, reject) => {
    limit.addEventListener('abort', () => reject(new Error(`not done within ${limitMs / 60_000} minutes`)))
  })
  late.catch(() => undefined) // it may be late while the desk still starts, which ends by the same limit
  const stand = await startAuthDesk((line) => console.log(`  ${line}`), limit)
  try {
    return await Promise.race([tried(stand), late])
  } finally {
    await stand.stop()
  }
}

async function tried(stand: AuthDesk): Promise<SecurityRow[]> {
  const { desk } = stand
  const token: TokenOf = (persona) => {
    const signIn = desk.signIns[persona]
    if (!signIn) throw new Error(`${persona} is no persona`)
    return accessToken(desk.endpoint, signIn)
  }
  const call = caller(desk.frontDoor, token)
  const told: string[] = []
  const failed: string[] = []
  try {
    await errands(await firstDossier({ ...desk, token, say: (line) => told.push(line) }), call)
  } catch (error) {
    failed.push(`after “${told.at(-1)?.trim()}”: ${(error as Error).message}`)
  }
  await queuesSettled(desk.endpoint)
  const decided = stand.decided().filter(ours)
  const story = {
    area,
    what: 'the story of the first dossiers, the box, the city and the reminders goes through with every function held to its role',
    tried: told.length,
    failed,
  }
  return [story, refusals(decided), await control(stand, call)]
}

/** After the story what it leaves out: a file is read, mails are listed, a file is rejected. */
export async function errands(
  { returned, result }: Pick<FirstDossier, 'returned' | 'result'>,
  call: Call,
): Promise<void> {
  const link = await call(`GET /v1/attachments/${result.id}/content`, 302, { persona: 'specialist' })
  const read = await fetch(link.headers.get('location') ?? '')
  if (!read.ok) throw new Error(`the link to a file was answered ${read.status}: ${await read.text()}`)
  await call(`GET /v1/notifications?subject=${returned.code}`, 200, { persona: 'clerk' })
  const disguised = { ...samples.form, bytes: Buffer.from('<html>not a PDF</html>') }
  const ticket = await ticketFor(call, 'citizen', disguised)
  await put(ticket, disguised.bytes)
  await until('the rejection of a file', async () => {
    const asked = { persona: 'citizen' }
    const { status } = (await call<{ status: string }>(`GET /v1/attachments/${ticket.id}`, 200, asked)).body
    return status === 'REJECTED' || undefined
  })
}

/** Whatever a function was refused, also where it tried again and nobody noticed. */
function refusals(decided: Decided[]): SecurityRow {
  const refused = decided.filter(({ answer }) => answer !== 'allowed')
  const rights = unused(decided)
  const silent = rights.filter(({ who }) => !decided.some((each) => each.who === who)).map(({ who }) => who)
  for (const { who, unused: idle } of rights) {
    const asked = decided.filter((each) => each.who === who)
    const counted = `${asked.length} kinds of calls, ${asked.filter(({ answer }) => answer !== 'allowed').length} refused`
    if (asked.length > 0)
      console.log(`  ${who}: ${counted}${idle.length > 0 ? `; not asked for: ${idle.join(' ')}` : ''}`)
  }
  const granted = rights.reduce((sum, each) => sum + each.granted, 0)
  const idle = rights.reduce((sum, each) => sum + each.unused.length, 0)
  return {
    area,
    what: 'no function is refused what it asks of AWS',
    tried: decided.length,
    failed: refused.map(({ who, action, resource, answer }) => `${who} ${action} ${resource}: ${answer}`),
    note: `Of ${rights.length} functions ${rights.length - silent.length} asked for something${silent.length > 0 ? `, not ${silent.join(', ')}` : ''}. Of ${granted} rights the story does not ask for ${idle}. Not tried, since the local AWS does it without asking: reading queues and streams, writing logs, calling functions, what S3, EventBridge and schedules may put into queues; tests/infra asserts these.`,
  }
}

/** That all of it could fail: a function whose role is emptied is refused. */
async function control({ desk, decided }: AuthDesk, call: Call): Promise<SecurityRow> {
  const who = 'motcua-agencies-api'
  await takeRights(desk.endpoint, who)
  const answered = await call('GET /v1/agencies', 500).then(
    () => undefined,
    (error: Error) => error.message,
  )
  const refused = decided().some((each) => each.who === who && each.answer !== 'allowed')
  return {
    area,
    what: 'a function whose role is emptied is refused, so the local AWS does hold roles',
    tried: 1,
    failed: answered === undefined && refused ? [] : [answered ?? `${who} was refused nothing`],
  }
}
