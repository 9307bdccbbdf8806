import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { replanner } from '../../shared/replanning/worker.ts'
import { listIndexes, statusFilter } from './lists.ts'
import { countedBy } from './reference.ts'
import { replan } from './replanning.ts'
import { open } from './store.ts'

// No right to the keys: a deadline is counted by what is public in the record.
const store = open(serviceTable())
const planner = { id: 'dossiers', role: 'system' }

/** Moves the deadlines of an agency's dossiers that a changed calendar or policy moves. */
export const handler = replanner({
  name: 'dossiers-on-replan',
  subject: 'dossier',
  newest: store.newest,
  // Only what the clock runs for.
  page: (asked) => store.list({ index: listIndexes.inbox, ...asked, ...statusFilter('overdue', undefined) }),
  async one(code, newest) {
    const found = await store.find(code)
    if (!found) throw new Error(`${code} stands in a list and is not here`)
    const due = await countedBy(found, newest)
    const at = now()
    await store.change(found, planner, { now: at }, (current) => replan(current, due, at))
  },
})
