// A process of its own, as intake.ts: what is measured here needs a table of `reminders` and nothing else.
import { openStand } from '../service/reminders/stand.ts'
import { hops } from './hop.ts'
import { outage } from './outage.ts'
import { tickets } from './ticket.ts'

const stand = await openStand()
const figures = [...(await tickets()), ...(await hops(stand)), ...(await outage(await openStand()))]
process.send?.(figures, () => process.exit(0))
