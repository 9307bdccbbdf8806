import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { required } from '../../shared/environment/required.ts'
import { queueConsumer } from '../../shared/events/consumer.ts'
import { sender } from '../../shared/events/sender.ts'
import { ReplanAsk } from './copies.ts'
import { listIndexes, statusFilter } from './lists.ts'
import { countedBy } from './reference.ts'
import { replan } from './replanning.ts'
import { open } from './store.ts'

// No right to the keys: a deadline is counted by what is public in the record.
const store = open(serviceTable())
const send = sender(required('REPLAN_QUEUE'))
const planner = { id: 'dossiers', role: 'system' }
const rowsPerMessage = 25

type Newest = ReturnType<typeof store.newest>

/** Counts one deadline anew, on the newest record and by the newest copies. */
async function one(code: string, newest: Newest): Promise<void> {
  const found = await store.find(code)
  if (!found) throw new Error(`${code} stands in a list and is not here`)
  const due = await countedBy(found, newest)
  const at = now()
  await store.change(found, planner, { now: at }, (current) => replan(current, due, at))
}

/** A page of what the clock runs for at an agency; what can't be counted comes back alone and stops nobody else. */
async function pageOf(agency: string, cursor: string | undefined): Promise<void> {
  const newest = store.newest()
  const { rows, nextCursor } = await store.list({
    index: listIndexes.inbox,
    partition: `${agency}#open`,
    question: { replan: agency },
    limit: rowsPerMessage,
    cursor,
    ...statusFilter('overdue', undefined),
  })
  const broken: string[] = []
  for (const { pk } of rows) {
    const code = pk.slice(pk.indexOf('#') + 1)
    await one(code, newest).catch(() => broken.push(code))
  }
  await send([...broken.map((dossier) => ({ dossier })), ...(nextCursor ? [{ agency, cursor: nextCursor }] : [])])
}

/** Moves the deadlines that a changed calendar or policy moves, a page of an agency's dossiers at a time. */
export const handler = queueConsumer('dossiers-on-replan', async (body) => {
  const ask = ReplanAsk.parse(body)
  if ('dossier' in ask) await one(ask.dossier, store.newest())
  else await pageOf(ask.agency, ask.cursor)
})
