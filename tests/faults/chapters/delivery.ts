import type { Chapter, Finding, Stand } from '../chapter.ts'
import { converge } from '../delivery/converge.ts'
import { redriven, unpublishable } from '../delivery/dead-letters.ts'
import { deployed } from '../delivery/deployed.ts'
import { everyType } from '../delivery/every-type.ts'
import { openReach } from '../delivery/reach.ts'
import { movableClock, openSource } from '../delivery/source.ts'
import { afterAnOutage } from '../delivery/stale.ts'
import { home } from '../delivery/start.ts'
import { people, type Stage } from '../delivery/story.ts'
import { inTime } from '../in-time.ts'

async function openStage({ folder }: Stand): Promise<Stage> {
  const edges = deployed()
  const clock = movableClock(folder)
  const source = await openSource(clock)
  const wire = await openReach()
  const reference = [
    ...(await source.agency('H26')),
    ...(await source.agency(home, 1, people)),
    await source.calendar(),
  ]
  return { edges, clock, source, wire, reference }
}

/** What there is to try, the most telling first; the short run has time for a sample. */
function parts(stand: Stand, stage: Stage): (() => Promise<Finding[]>)[] {
  const always = [() => unpublishable(stage.edges.streams).then((found) => [found])]
  const stories = () => converge(stand, stage).then((found) => [found])
  const stale = () => afterAnOutage(stage, stand.seed, stand.long)
  if (!stand.long) return [...always, stories, stale]
  return [...always, stale, () => everyType(stage), () => redriven(stage).then((found) => [found]), stories]
}

/** Events on their way from one service to another, by AWS's rules and with the settings that are deployed. */
export const chapter: Chapter = {
  title: 'Event delivery by AWS’s rules',
  async run(stand) {
    Object.assign(process.env, { EMULATOR: stand.endpoint, AWS_ENDPOINT_URL: stand.endpoint })
    const stage = await openStage(stand)
    try {
      return await inTime(stand, parts(stand, stage))
    } finally {
      stage.wire.close()
    }
  },
}
