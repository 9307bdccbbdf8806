import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { type Asked, call, freshTable, token, useTestIssuer } from '../harness.ts'

export const ward = 'H26.125'
export const otherWard = 'H26.999'
export const city = 'H26'
/** Machines that file and follow: at the ward, at another ward, at the city above both, at both wards. */
export const clients = {
  ward: 'machine:ward-system',
  other: 'machine:other-system',
  city: 'machine:city-system',
  both: 'machine:both-system',
}

const clockFile = join(mkdtempSync(join(tmpdir(), 'motcua-integrations-')), 'clock.json')
/** Sets the clock of the functions of this process; it runs on from there. */
export function setClock(instant: string): void {
  process.env.CLOCK_FILE = clockFile
  writeFileSync(clockFile, JSON.stringify({ offsetMs: Date.parse(instant) - Date.now() }))
}
export const start = '2026-11-26T02:00:00.000Z'
export const daysLater = (days: number, from = start) => new Date(Date.parse(from) + days * 86_400_000).toISOString()

export const messages = (details: object[]) => ({
  Records: details.map((detail) => ({ messageId: randomUUID(), body: JSON.stringify({ detail }) })),
})

/** The service with a table, a queue and a key of its own, two wards of a city, and machines that are registered there. */
export async function openDesk() {
  const table = await freshTable('integrations')
  const { KeyMetadata: key } = await new KMSClient({}).send(new CreateKeyCommand({}))
  const { QueueUrl: queue = '' } = await new SQSClient({}).send(new CreateQueueCommand({ QueueName: randomUUID() }))
  process.env.CLIENT_IDS ??= ['test', ...Object.values(clients)].join(',')
  const settings = { SEALED_KEY: key?.KeyId, DELIVER_QUEUE: queue, WEBHOOKS_LOOPBACK: '1' }
  Object.assign(process.env, { TABLE: table.name, BUS: 'none', ...settings })
  useTestIssuer()
  setClock(start)
  const { handler, routes } = await import('../../../functions/integrations/api.ts')
  const { handler: onEvent } = await import('../../../functions/integrations/on-event.ts')
  const { handler: onReference } = await import('../../../functions/integrations/on-reference.ts')

  async function refer(type: string, version: number, data: object) {
    const { batchItemFailures: failed } = await onReference(messages([{ type, version, data }]))
    if (failed.length > 0) throw new Error(`not heard: ${type}`)
  }
  const agency = (id: string, lineage: string[]) =>
    refer('agency.changed', 1, {
      agency: { id, name: `Phường ${id}` },
      receivingPoints: [{ id: `${id}-01` }],
      lineage,
    })
  const register = (person: string, at: string, version: number, active: boolean) =>
    refer('staff.changed', version, { person, agency: at, role: 'integration', unit: 'may', name: person, active })
  const machine = (person: string, at: string) => register(person, at, 1, true)
  await Promise.all([agency(ward, [city]), agency(otherWard, [city]), agency(city, [])])
  for (const [person, at] of [
    [clients.ward, ward],
    [clients.other, otherWard],
    [clients.city, city],
    [clients.both, ward],
    [clients.both, otherWard],
  ] as const) {
    await machine(person, at)
  }

  /** A batch of the queue; what the consumer could not handle comes back. */
  const deliver = (...events: object[]) => onEvent(messages(events))
  async function hear(...events: object[]) {
    const { batchItemFailures: failed } = await deliver(...events)
    if (failed.length > 0) throw new Error(`${failed.length} of ${events.length} events were not taken in`)
  }

  const as = (who: string | undefined, request: string, asked: Asked = {}) =>
    call(handler, request, { ...(who ? { token: token(who, { client_id: who }) } : {}), ...asked })
  const read = (who: string | undefined, query: Record<string, string | number> = {}) =>
    as(who, `GET /v1/events?${new URLSearchParams(query as Record<string, string>)}`)

  /** Every item of the table. */
  async function dump(): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = []
    let from: Record<string, unknown> | undefined
    do {
      const page = await table.client.send(new ScanCommand({ TableName: table.name, ExclusiveStartKey: from }))
      items.push(...(page.Items ?? []))
      from = page.LastEvaluatedKey
    } while (from)
    return items
  }

  return { table, queue, handler, routes, register, deliver, hear, as, read, dump }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>
