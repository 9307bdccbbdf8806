import { officeOf } from '../../shared/calendar/office.ts'
import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { replanner } from '../../shared/replanning/worker.ts'
import { listIndexes } from './lists.ts'
import { replan } from './replanning.ts'
import { open } from './store.ts'

// No right to the keys: a clock is counted by what is public in the record.
const store = open(serviceTable())
const planner = { id: 'feedback', role: 'system' }

/** Moves the due dates of an agency's feedback that a changed calendar, or hours that changed, move. */
export const handler = replanner({
  name: 'feedback-on-replan',
  subject: 'feedback',
  newest: store.newest,
  page: (asked) => store.list({ index: listIndexes.inbox, ...asked }),
  async one(id, newest) {
    const found = await store.find(id)
    if (!found) throw new Error(`${id} stands in a list and is not here`)
    const agency = await newest.agency(found.agency)
    if (!agency) throw new Error(`${found.agency} is not known here`)
    const office = officeOf(agency, found.receivingPoint)
    const calendar = await newest.calendar(office.calendar)
    if (!calendar) throw new Error(`the calendar ${office.calendar} is not known here`)
    const at = now()
    await store.change(found, planner, { now: at }, (current) => replan(current, { calendar, office }, at))
  },
})
