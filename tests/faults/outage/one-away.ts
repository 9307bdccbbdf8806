import { deployStack, destroyStack } from '../../../infra/local/deploy.ts'
import type { Desk } from '../../../infra/local/desk.ts'
import { type ServiceName, services } from '../../../infra/prefixes.ts'
import { whileAsking } from '../../system/alone.ts'
import type { Finding } from '../chapter.ts'
import { notCaughtUp } from './convergence.ts'
import { type openRequests, refusal } from './requests.ts'

export type Opened = Awaited<ReturnType<typeof openRequests>> & { desk: Desk; folder: string }

const catchesUpWithinMs = 45_000

/** Asks until everybody knows everything; answers what is still missing at the end, and how long it took. */
async function caughtUp(endpoint: string, codes: string[]): Promise<{ missing: string[]; seconds: number }> {
  const began = Date.now()
  for (;;) {
    const missing = await notCaughtUp(endpoint, codes)
    const milliseconds = Date.now() - began
    if (missing.length === 0 || milliseconds > catchesUpWithinMs)
      return { missing, seconds: Math.round(milliseconds / 1000) }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** Takes what runs of a service away, uses all the others meanwhile, brings it back and waits until it knows everything. */
export async function oneAway({ desk, folder, requests, filed }: Opened, service: ServiceName): Promise<Finding> {
  const deployment = { endpoint: desk.endpoint, folder }
  const others = services.filter((other) => other !== service)
  const asked = others.map(
    (other) => () =>
      requests[other]().catch((error: Error) =>
        Promise.reject(new Error(`${other}, without ${service}: ${error.message}`)),
      ),
  )
  const going = await whileAsking(asked, () => destroyStack(deployment, `motcua-${service}`))
  const refused = await refusal(requests[service])
  const away = await whileAsking(asked, async () => {
    for (let round = 0; round < 2; round += 1) await new Promise((resolve) => setTimeout(resolve, 1_000))
  })
  const coming = await whileAsking(asked, () => deployStack(deployment, `motcua-${service}`))
  const { missing, seconds } = await caughtUp(desk.endpoint, filed)
  const told = [going, away, coming]
  return {
    title: `${service} away: the others answer as before, its own paths say so, and afterwards everybody knows everything`,
    promise: 6,
    operations: told.reduce((sum, { asked: count }) => sum + count, 0),
    faults: 1,
    violations: [
      ...new Set(told.flatMap(({ failed }) => failed)),
      ...(refused === undefined ? [] : [`its own paths are not 503 “unavailable” meanwhile: ${refused}`]),
      ...missing,
    ],
    note: `caught up ${seconds} s after it was back`,
  }
}
