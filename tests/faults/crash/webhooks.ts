import { leaseMs } from '../../../functions/integrations/webhook.ts'
import { clients, setClock, start } from '../../service/integrations/desk.ts'
import { answers, type Receiver, takes } from '../../service/integrations/receiver.ts'
import { called, queued, requested } from './asking.ts'
import type { CityDesk } from './city-desk.ts'
import { pass } from './clock.ts'
import { must, ward } from './feeds.ts'
import type { Try, UseCase } from './use-case.ts'

const who = clients.city

/** A webhook of a ward of its own. */
async function made(desk: CityDesk, more: object = {}) {
  setClock(start)
  desk.receiver.behave(takes)
  const { agency, code, event } = await ward()
  const { status, body } = await desk.as(who, 'POST /v1/webhooks', {
    body: { url: desk.receiver.url, agency, ...more },
  })
  if (status !== 201) throw new Error(`making a webhook: ${status} ${JSON.stringify(body)}`)
  const act = (name: string, asked: object = {}) =>
    desk.as(who, `POST /v1/webhooks/${body.id}/${name}`, { body: asked })
  return { ...(body as { id: string; position: string }), agency, code, event, act }
}
type Made = Awaited<ReturnType<typeof made>>

/** An act of its owner, after another one. */
const acting = (act: string, before?: string, body: (webhook: Made) => object = () => ({})): UseCase<CityDesk> => ({
  does: `${act} a webhook`,
  by: 'api.ts',
  route: `POST /v1/webhooks/{id}/${act}`,
  async prepare(desk) {
    const webhook = await made(desk)
    if (before) await webhook.act(before)
    return { ask: requested(`POST /v1/webhooks/${webhook.id}/${act}`, { who, body: body(webhook) }) }
  },
})

/** Each time that a message comes back the lease of whoever had it is over. */
function brought(id: string): Try['ask'] {
  const ask = queued({ webhook: id })
  let times = 0
  return (handler) => {
    if (times > 0) pass(leaseMs)
    times += 1
    return ask(handler)
  }
}

/**
 * What came of a dossier, each version the first time; what came twice came so directly after itself.
 * @param most how many may come in all
 */
function arrivedInOrder(receiver: Receiver, code: string, versions: number[], most = Number.POSITIVE_INFINITY) {
  const seen = receiver.arrived.filter(({ event }) => event.subject === code).map(({ event }) => event.version)
  const firsts = seen.filter((version, index) => seen.indexOf(version) === index)
  const late = seen.filter((version, index) => seen.indexOf(version) < index && seen[index - 1] !== version)
  return [
    ...(String(firsts) === String(versions) ? [] : [`the receiver got ${seen}, should have ${versions}`]),
    ...(seen.length > most ? [`the receiver got ${seen}, which is too much`] : []),
    ...late.map((version) => `version ${version} came again after later ones`),
  ]
}

const delivering = (does: string, status: number, versions: number[], afterwards: boolean): UseCase<CityDesk> => ({
  does,
  by: 'on-deliver.ts',
  async prepare(desk) {
    // The first event is of a type that it does not want.
    const { id, code, event } = await made(desk, { types: ['dossier.noted'] })
    await must('on-event', ...[1, 2, 3].map(event))
    desk.receiver.behave(answers(status))
    return {
      ask: brought(id),
      ...(afterwards ? { afterwards: () => recovered(desk, id) } : {}),
      // Twice may come only what was taken and could not be noted; a receiver that fails is asked as often as it takes.
      broken: async () => arrivedInOrder(desk.receiver, code, versions, afterwards ? undefined : versions.length + 1),
    }
  },
})

/** The receiver is mended, and some minutes later a sweep finds that it is to be tried again. */
async function recovered(desk: CityDesk, id: string): Promise<void> {
  desk.receiver.behave(takes)
  setClock('2026-11-26T03:00:00.000Z')
  const { handler } = await import('../../../functions/integrations/on-due.ts')
  await handler()
  pass(leaseMs)
  const { handler: deliver } = await import('../../../functions/integrations/on-deliver.ts')
  await queued({ webhook: id })(deliver)
}

/** A webhook whose receiver failed and that is due to be tried again. */
const due: UseCase<CityDesk> = {
  does: 'find a webhook that is to be tried again',
  by: 'on-due.ts',
  async prepare(desk) {
    const { id, code, event } = await made(desk)
    await must('on-event', event(1))
    desk.receiver.behave(answers(500))
    const { handler } = await import('../../../functions/integrations/on-deliver.ts')
    await queued({ webhook: id })(handler)
    setClock('2026-11-26T02:01:00.000Z')
    return {
      ask: called(),
      afterwards: () => recovered(desk, id),
      broken: async () => arrivedInOrder(desk.receiver, code, [1]),
    }
  },
}

export const webhooks: UseCase<CityDesk>[] = [
  {
    does: 'make a webhook',
    by: 'api.ts',
    route: 'POST /v1/webhooks',
    async prepare(desk) {
      const { agency } = await ward()
      return { ask: requested('POST /v1/webhooks', { who, body: { url: desk.receiver.url, agency } }) }
    },
  },
  acting('rotate'),
  acting('test'),
  acting('replay', undefined, ({ position }) => ({ after: position })),
  acting('pause'),
  acting('resume', 'pause'),
  {
    does: 'take a webhook away',
    by: 'api.ts',
    route: 'DELETE /v1/webhooks/{id}',
    async prepare(desk) {
      const { id } = await made(desk)
      return { ask: requested(`DELETE /v1/webhooks/${id}`, { who, body: {}, answer: () => undefined }) }
    },
  },
  delivering('deliver what is in the feed', 204, [2, 3], false),
  delivering('note that a receiver fails', 500, [2, 3], true),
  delivering('give up a receiver that is gone', 410, [2], false),
  due,
]
