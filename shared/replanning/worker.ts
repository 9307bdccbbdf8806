import * as z from 'zod/mini'
import { required } from '../environment/required.ts'
import { queueConsumer } from '../events/consumer.ts'
import { sender } from '../events/sender.ts'

/** A page of one list of an agency. */
const PageAsk = z.object({
  agency: z.string(),
  list: z._default(z.string(), 'open'),
  cursor: z.optional(z.string()),
})

const rowsPerMessage = 25

/** How a service counts the deadlines of its records anew. */
interface Counting<Newest> {
  name: string
  /** What is counted, as a message names it that asks for one alone. */
  subject: string
  /** The copies as they stand now, each read once. */
  newest: () => Newest
  /** Counts one deadline anew, on the newest record and by the newest copies. */
  one: (id: string, newest: Newest) => Promise<unknown>
  /** Reads a page of a list. */
  page: (asked: {
    partition: string
    question: unknown
    limit: number
    cursor: string | undefined
  }) => Promise<{ rows: { pk: string }[]; nextCursor?: string }>
}

/**
 * The consumer that moves the deadlines which a changed calendar or agency moves, a page of a list at a time; what can't be
 * counted comes back alone and stops nobody else. Reads REPLAN_QUEUE.
 */
export function replanner<Newest>({ name, subject, newest: copies, one, page }: Counting<Newest>) {
  const send = sender(required('REPLAN_QUEUE'))
  const OneAsk = z.object({ [subject]: z.string() })

  async function everyOf({ agency, list, cursor }: z.output<typeof PageAsk>): Promise<void> {
    const newest = copies()
    const partition = `${agency}#${list}`
    const { rows, nextCursor } = await page({
      partition,
      question: { replan: partition },
      limit: rowsPerMessage,
      cursor,
    })
    const broken: string[] = []
    for (const { pk } of rows) {
      const id = pk.slice(pk.indexOf('#') + 1)
      await one(id, newest).catch(() => broken.push(id))
    }
    const next = nextCursor ? [{ agency, list, cursor: nextCursor }] : []
    await send([...broken.map((id) => ({ [subject]: id })), ...next])
  }

  return queueConsumer(name, async (body) => {
    const asked = PageAsk.safeParse(body)
    if (asked.success) await everyOf(asked.data)
    else await one(OneAsk.parse(body)[subject] ?? '', copies())
  })
}
