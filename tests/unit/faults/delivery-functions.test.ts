import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { queueConsumer } from '../../../shared/events/consumer.ts'
import type { DomainEvent } from '../../../shared/events/envelope.ts'
import { eventBridge } from '../../../shared/events/publisher.ts'
import { type Bus, startBus } from '../../faults/delivery/bus.ts'

const events = Array.from({ length: 12 }, (_, n): DomainEvent => {
  const known = {
    specversion: '1.0',
    source: 'motcua.dossiers',
    type: 'dossier.noted',
    datacontenttype: 'application/json',
  }
  return {
    ...known,
    id: `e${n}`,
    subject: 'x',
    time: '2026-11-26T02:00:00.000Z',
    version: n + 1,
    data: {},
  } as DomainEvent
})

describe('a publisher', () => {
  let bus: Bus
  const taken: string[] = []
  beforeAll(async () => {
    bus = await startBus((_, message) => taken.push(JSON.parse(message).detail.id))
  })
  afterAll(() => bus.close())
  beforeEach(() => taken.splice(0))
  const publish = (all: DomainEvent[]) => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    const client = new EventBridgeClient({
      endpoint: bus.endpoint,
      region: 'ap-southeast-1',
      credentials,
      maxAttempts: 1,
    })
    return eventBridge(client, 'motcua')(all)
  }

  it('puts every event on the bus, ten in a call', async () => {
    bus.is('takes')
    await publish(events)
    expect(taken).toEqual(events.map(({ id }) => id))
  })

  it('throws when the bus takes some and refuses others, so that the stream brings all of them again', async () => {
    bus.is('refuses some')
    await expect(publish(events.slice(0, 2))).rejects.toThrow('1 of 2 events were not taken: ThrottlingException')
    expect(taken).toEqual(['e0'])
  })

  it('throws while the bus is away', async () => {
    bus.is('is away')
    await expect(publish(events)).rejects.toThrow()
    expect(taken).toEqual([])
  })
})

describe('a consumer', () => {
  const batch = { Records: ['1', 'poison', '{', '2'].map((body, n) => ({ messageId: `m${n}`, body })) }

  it('does the whole batch and names only what failed, also what cannot even be read', async () => {
    const done: unknown[] = []
    const handle = queueConsumer(
      'test',
      async (body) => void done.push(body),
      () => undefined,
    )
    const answer = await handle(batch)
    expect(done).toEqual([1, 2])
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }] })
  })
})
