import * as fc from 'fast-check'
import type { Finding, Stand } from '../chapter.ts'
import { lived, type Stage, storiesOf } from './story.ts'
import { turns } from './turns.ts'

/** Stories by the dozen in any order, doubled, lost, late and given back from the dead: both worlds come to the same. */
export async function converge(stand: Stand, stage: Stage): Promise<Finding> {
  const counted = { operations: 0, faults: 0, stories: 0 }
  const told = fc.record({
    dossiers: fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: stand.long ? 3 : 1 }),
    opinions: fc.array(fc.nat({ max: 4 }), { maxLength: stand.long ? 2 : 1 }),
    changes: fc.nat({ max: 3 }),
  })
  const property = fc.asyncProperty(told, turns(stand.long ? 120 : 60), async (ways, commands) => {
    const { violations, operations, faults } = await lived(stage, await storiesOf(stage.source, ways), commands)
    counted.operations += operations
    counted.faults += faults
    counted.stories += 1
    if (violations.length > 0) throw new Error(violations.join('\n'))
  })
  const result = await fc.check(property, {
    seed: stand.seed,
    numRuns: stand.long ? 40 : 1,
    interruptAfterTimeLimit: Math.max(1, stand.ends - Date.now()),
  })
  const { operations, faults, stories } = counted
  const example = result.counterexample ? [`smallest story that does so: ${JSON.stringify(result.counterexample)}`] : []
  const errors = result.errorInstance instanceof Error ? result.errorInstance.message.split('\n') : []
  return {
    title:
      'Stories told twice, late, in any order, with workers that die: every copy, file, reminder, mail and feed as if told calmly',
    // What was not tried proves nothing.
    ...(operations > 0 ? { promise: 4 as const } : {}),
    operations,
    faults,
    violations: [...errors, ...example],
    note: `${stories} stories, each beside the same told calmly`,
  }
}
