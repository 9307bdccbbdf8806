import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { reading } from '../../functions/integrations/store-reading.ts'
import { copies } from '../../functions/reminders/store.ts'
import { documents, type Table } from '../../shared/dynamodb/client.ts'
import { sweep } from '../../shared/dynamodb/due.ts'
import { countCapacity } from '../../shared/testing/capacity.ts'
import { furnish, indexes } from '../service/dossiers/office.ts'
import { freshTable } from '../service/harness.ts'
import { calendar, deskOn, filedAt, ward, wardCopy } from './growth-filing.ts'
import { dueAtATick, fill } from './growth-fill.ts'

const eventsAPage = 100
/** Late in the hour in which the desk opens, so that what a tick looks back over lies in it. */
const tickAt = Date.parse('2026-01-06T01:20:00.000Z')

/** The tables of three services, empty but for their copies of other services' records. */
async function tables() {
  const [dossiers, reminders, integrations] = [
    await freshTable('dossiers', indexes),
    await freshTable('reminders'),
    await freshTable('integrations'),
  ]
  await furnish(deskOn(dossiers).store)
  const kept = copies(reminders)
  await kept.keepAgency(ward, 1, wardCopy)
  await kept.keepCalendar(calendar.id, 1, calendar)
  return { dossiers, reminders, integrations }
}

/** So many dossiers of one ward, all of them open, in tables of `dossiers`, `reminders` and `integrations`. */
export async function filledStand(dossiers: number, isOver: () => boolean) {
  const made = await tables()
  const rows = await fill(made, dossiers, isOver)
  return { ...useCases(made, dossiers), rows }
}

/** What is measured, each on a table: counted, or on a client without a counter for the time. */
function useCases({ dossiers, reminders, integrations }: Awaited<ReturnType<typeof tables>>, stored: number) {
  let [tick, lookedUp] = [0, 0]
  const works = (on: (table: Table) => Table): Record<string, () => Promise<unknown>> => {
    const desk = deskOn(on(dossiers))
    const [due, feed] = [on(reminders), on(integrations)]
    return {
      intake: () => desk.file(`measured-${Math.random()}`),
      'inbox page of 50': () => desk.inbox(),
      // Each code has ten tries an hour.
      'look-up': () => desk.lookUp(`${ward}-260106-${String(1 + (lookedUp++ % stored)).padStart(4, '0')}`),
      // Nothing is told, so that the same hundred are due again; the watermark moves as always.
      'sweep tick, 100 due': async () => {
        tick += 1
        const swept = await sweep(due, new Date(tickAt + tick * 1_000).toISOString(), async () => undefined)
        if (swept.due !== dueAtATick) throw new Error(`${swept.due} were due`)
      },
      'feed page of 100': async () => {
        const { start, page } = reading(feed)
        const from = await start(ward, undefined, filedAt, '')
        const { events } = await page(ward, from, eventsAPage, '')
        if (events.length !== eventsAPage) throw new Error(`a page of ${events.length} events`)
      },
    }
  }
  const counted = new DynamoDBClient({})
  const shapes = async () => {
    const all = [dossiers, reminders, integrations].map(async ({ base, name }) => {
      const { Table: shape } = await base.send(new DescribeTableCommand({ TableName: name }))
      return shape ? [shape] : []
    })
    return (await Promise.all(all)).flat()
  }
  const counter = countCapacity(counted, shapes)
  return {
    plain: works((table) => table),
    counted: works(({ name }) => ({ client: documents(counted), name })),
    counter,
  }
}

export type Stand = Awaited<ReturnType<typeof filledStand>>
