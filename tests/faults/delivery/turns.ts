import * as fc from 'fast-check'
import type { Trouble } from './queue.ts'
import type { PublishTrouble } from './world.ts'

/** One turn of a story: something is stored, read from a stream, handed over by a queue; time goes by. */
export type Turn =
  | { does: 'store' }
  | { does: 'read'; at: number; trouble: PublishTrouble }
  | { does: 'hand'; at: number; dice: number[]; trouble: Trouble }
  | { does: 'pass'; seconds: number }
  | { does: 'redrive'; at: number }
  | { does: 'sweep'; at: number }

const at = fc.nat({ max: 1_000 })
const store = fc.record({ does: fc.constant('store' as const) })
const read = fc.record({
  does: fc.constant('read' as const),
  at,
  trouble: fc.constantFrom<PublishTrouble>('takes', 'takes', 'takes', 'refuses some', 'is away', 'lost after'),
})
const hand = fc.record({
  does: fc.constant('hand' as const),
  at,
  dice: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 4 }),
  trouble: fc.constantFrom<Trouble>('none', 'none', 'none', 'lost before', 'lost after'),
})
const pass = fc.record({ does: fc.constant('pass' as const), seconds: fc.constantFrom(1, 20, 61, 61, 200) })
const redrive = fc.record({ does: fc.constant('redrive' as const), at })
const sweep = fc.record({ does: fc.constant('sweep' as const), at })

/** The commands of a story, as many as it is long. */
export const turns = (most: number): fc.Arbitrary<Turn[]> =>
  fc.array(
    fc.oneof(
      { arbitrary: store, weight: 2 },
      { arbitrary: read, weight: 5 },
      { arbitrary: hand, weight: 9 },
      { arbitrary: pass, weight: 3 },
      { arbitrary: redrive, weight: 1 },
      { arbitrary: sweep, weight: 1 },
    ),
    { minLength: Math.floor(most / 2), maxLength: most },
  )
