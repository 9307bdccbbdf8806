import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import type { CityEvent, Told } from '../../../functions/integrations/city-event.ts'
import { toldOf } from '../../../functions/integrations/city-state.ts'
import { feeding } from '../../../functions/integrations/store.ts'
import { reading } from '../../../functions/integrations/store-reading.ts'
import { documents } from '../../../shared/dynamodb/client.ts'
import { dossierEvent } from '../../unit/integrations/sample.ts'
import { failing } from '../due/failing.ts'
import { freshTable } from '../harness.ts'

export const ward = 'H26.125'
export const now = '2026-11-26T02:00:00.000Z'

/** The n-th version of a dossier, on its way into the feed. */
export const event = (dossier: number, version: number, agency = ward): Told => {
  const code = `${agency}-261126-${String(dossier).padStart(4, '0')}`
  const id = `dossiers:DOSSIER#${code}:${version}`
  const type = version === 1 ? 'dossier.accepted' : 'dossier.noted'
  return toldOf(dossierEvent(version, { code, agency }, { id, type, subject: code, agency })) as Told
}

/** The store of the feeds on a table of its own, its calls failing as they are told to. */
export async function openStand() {
  const { base, name } = await freshTable('integrations')
  const plain = { client: documents(base), name }
  let at = now
  // One try, as if the process had ended with it.
  const client = new DynamoDBClient({ maxAttempts: 1 })
  const faults = failing(client)

  /** Every item of the table whose partition begins so. */
  async function items(prefix: string): Promise<Record<string, unknown>[]> {
    const found: Record<string, unknown>[] = []
    let from: Record<string, unknown> | undefined
    do {
      const page = await plain.client.send(
        new ScanCommand({ TableName: name, ExclusiveStartKey: from, ConsistentRead: true }),
      )
      found.push(...(page.Items ?? []))
      from = page.LastEvaluatedKey
    } while (from)
    return found.filter(({ pk }) => String(pk).startsWith(prefix))
  }

  const reads = reading(plain)
  /** The whole feed of an agency. */
  async function whole(agency = ward): Promise<CityEvent[]> {
    const all: CityEvent[] = []
    for (let more = true; more; ) {
      const { events: page } = await reads.eventsAfter(agency, all.length, 100, true)
      all.push(...page)
      more = page.length > 0
    }
    return all
  }

  return {
    base,
    /** Puts the clock of the stores there. */
    setClock: (instant: string) => {
      at = instant
    },
    plain,
    faults,
    items,
    reads,
    whole,
    /** Nothing fails here. */
    store: feeding(plain, () => at),
    /** A process that has just started; its calls may fail. */
    fresh: () => feeding({ client: documents(client), name }, () => at),
  }
}
