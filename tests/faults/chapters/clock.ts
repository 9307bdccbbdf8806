import type { Chapter, Finding, Stand } from '../chapter.ts'
import { deadlinesAtEdges } from '../clock/edges.ts'
import { leasesOfMessages } from '../clock/leases.ts'
import { budgetsByTheHour } from '../clock/periods.ts'
import { skewedSweeps, stoppedSweep } from '../clock/sweeps.ts'
import { inTime } from '../in-time.ts'

/** Times at which clocks and calendars are got wrong, and machines whose clocks are apart. */
export const chapter: Chapter = {
  title: 'Clocks and calendars',
  async run(stand) {
    Object.assign(process.env, { EMULATOR: stand.endpoint, AWS_ENDPOINT_URL: stand.endpoint })
    const one = (tried: (stand: Stand) => Promise<Finding>) => () => tried(stand).then((found) => [found])
    const parts = [leasesOfMessages, budgetsByTheHour, stoppedSweep, skewedSweeps].map(one)
    return inTime(stand, [...parts, async () => [deadlinesAtEdges(stand)]])
  },
}
