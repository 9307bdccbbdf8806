import { randomUUID } from 'node:crypto'
import { type Desk, marriage, openDesk } from '../../service/dossiers/desk.ts'
import type { Chapter, Finding, Stand } from '../chapter.ts'
import { atOnce, isOpen, persist } from '../client.ts'
import { type Operation, type Seen, step, toldBy, written } from '../history.ts'
import { brokenDossiers } from '../invariants.ts'
import { type Done, linearizable } from '../linearizable.ts'
import { dice, seeded } from '../plan.ts'
import { openProxy } from '../proxy.ts'

const acts = ['note', 'request-fee', 'confirm-fee'] as const
const bodies = {
  note: { note: 'đã gọi điện' },
  'request-fee': { items: [{ name: 'Lệ phí', amount: 8_000 }] },
  'confirm-fee': { method: 'CASH', reference: 'BL-1', paidAt: '2026-01-01T08:00:00+07:00' },
}
const clients = 4
const stepsOfEach = 6

type Throw = ReturnType<typeof dice>

/** One client: reads, and acts on what it read, or on what it guesses; what is not answered it sends again, or leaves. */
async function client(desk: Desk, code: string, cast: Throw, history: Done<Operation>[], wrong: string[]) {
  let known = 1
  for (let count = 0; count < stepsOfEach; count += 1) {
    const act = cast(4) === 0 ? 'read' : (acts[cast(acts.length)] ?? 'note')
    const ifMatch = act === 'read' ? undefined : Math.max(1, known + (cast(5) === 0 ? -1 : 0))
    const key = randomUUID()
    const send = () =>
      act === 'read' ? desk.read('clerk-1', code) : desk.act('clerk-1', act, code, ifMatch as number, bodies[act], key)
    const called = performance.now()
    const { answer, violations } = await persist(send, cast(3) === 0 ? 1 : 30)
    const told = toldBy(answer)
    wrong.push(...violations)
    if (!told) {
      wrong.push(`${act} was answered ${answer.status}`)
      continue
    }
    const answered = isOpen(answer) ? Number.POSITIVE_INFINITY : performance.now()
    history.push({ called, answered, operation: { act, ...(ifMatch === undefined ? {} : { ifMatch }), told } })
    if ('version' in told) known = told.version
  }
}

async function run(stand: Stand): Promise<Finding[]> {
  const proxy = await openProxy(stand.endpoint)
  process.env.EMULATOR = proxy.endpoint
  const desk = await openDesk()
  const wrong: string[] = []
  const filed: string[] = []
  const records = stand.long ? 60 : 6
  for (let n = 0; n < records; n += 1) filed.push((await desk.file('clerk-1', marriage())).body.code)
  const initial: Seen = { version: 1, status: 2 }
  let operations = 0
  let unanswered = 0
  const faults = ['drop-before', 'drop-after', 'torn-body', 'error-500', 'conflict', 'duplicate'] as const
  // Reads of what is remembered and the keys stay whole: it is about the dossier.
  proxy.follow(seeded(stand.seed, { share: 0.25, faults, of: (operation) => /Transact|GetItem/.test(operation) }))
  const tried = await atOnce(filed.length, 3, stand.ends, async (n) => {
    const code = filed[n] ?? ''
    const history: Done<Operation>[] = []
    const each = Array.from({ length: clients }, (_, index) =>
      client(desk, code, dice(stand.seed + n * clients + index), history, wrong),
    )
    await Promise.all(each)
    operations += history.length
    unanswered += history.filter(({ answered }) => answered === Number.POSITIVE_INFINITY).length
    if (!linearizable(history, initial, step))
      wrong.push(`no order explains what was answered of ${code}:\n${written(history)}`)
  })
  // Of a dossier of which nobody hears anything any order explains all.
  if (unanswered > operations / 3) wrong.push(`${unanswered} of ${operations} were never answered`)
  const spoiled = proxy.faults()
  if (spoiled === 0 && operations > 0) wrong.push('no call met a fault: the acts do not pass by the proxy')
  proxy.mend()
  const note = `${tried} of ${records} dossiers, ${clients} clients each, ${unanswered} never answered`
  const row = { operations, faults: spoiled }
  const torn = brokenDossiers(await desk.dump())
  proxy.close()
  return [
    { title: 'Some order of the acts explains every answer', promise: 1, ...row, violations: wrong, note },
    { title: 'Status paths legal, journals gapless and chained', promise: 4, ...row, violations: torn },
  ]
}

export const chapter: Chapter = { title: 'Acts at the same time on one dossier are as one after the other', run }
