import type { IncomingMessage } from 'node:http'
import { readBody, readJson } from './body.ts'
import { offsetFor, readOffset, stopsBetween, writeOffset } from './clock.ts'
import type { Behind } from './front-door.ts'
import { readMailbox } from './mailbox.ts'
import { createIssuer } from './oidc.ts'
import { page } from './page.ts'
import { peoplePages } from './people-pages.ts'
import { Problem } from './problem.ts'
import { problemPages } from './problem-pages.ts'
import { queuesSettled } from './queues-settled.ts'
import { reference } from './reference.ts'
import { type Tick, tickSchedules } from './schedules.ts'
import { readSms } from './sms-outbox.ts'

/** One path that the front door answers itself. */
export type LocalRoute = (request: IncomingMessage) => Promise<{ type: string; body: string }>

/** A text that stands at a path for who gets it. */
export type Given = { type: string; body: () => string }

type Work = (request: IncomingMessage) => unknown

/** What the front door answers itself, by path: pages, what was sent, the clock and sign-in discovery. */
export function localRoutes(behind: Behind, url: string): Record<string, LocalRoute> {
  const { endpoint, clockFile, smsOutbox } = behind
  const issuer = createIssuer(endpoint, behind.userPoolId, `${url}/_local/oidc`)
  let moving: Promise<unknown> = Promise.resolve()
  // One after the other: two moves at once could otherwise set the clock back.
  const move = (body: unknown) => {
    const moved = moving.then(() => moveClock(endpoint, clockFile, body))
    moving = moved.catch(() => undefined)
    return moved
  }
  return {
    '/': given({ type: 'text/html; charset=utf-8', body: () => page(behind, url) }),
    ...mapped({ ...reference, ...problemPages(), ...peoplePages(url) }),
    '/_local/mailbox': json({ GET: async () => ({ messages: await readMailbox(endpoint) }) }),
    '/_local/sms': json({ GET: () => ({ messages: readSms(smsOutbox) }) }),
    '/_local/clock': json({ GET: () => clockNow(clockFile), POST: async (request) => move(await readJson(request)) }),
    '/_local/oidc/.well-known/openid-configuration': json({ GET: issuer.discovery }),
    '/_local/oidc/jwks.json': json({ GET: issuer.keys }),
    '/_local/oidc/token': json({
      POST: async (request) => issuer.token(await readBody(request), request.headers.authorization),
    }),
  }
}

/** The route at a path, or the one that stands for all below it (`/dossiers/`). */
export function routeAt(routes: Record<string, LocalRoute>, path: string): LocalRoute | undefined {
  return routes[path] ?? routes[path.slice(0, path.indexOf('/', 1) + 1)]
}

/** Moves the clock and lets the schedules run at each stop; answers how they ran at the last, and what failed before. */
async function moveClock(endpoint: string, clockFile: string, body: unknown) {
  const [before, realNow] = [readOffset(clockFile), Date.now()]
  const wanted = offsetFor(body, before, realNow)
  const ticks: Tick[][] = []
  const stops = stopsBetween(realNow + before, realNow + wanted)
  for (const [index, stop] of stops.entries()) {
    // What was done, or was due at the stop before, is heard of by then and not days later.
    const told = ticks.at(-1)?.some(({ due = 0 }) => due > 0)
    if (index === 0 || told) await queuesSettled(endpoint)
    // The way takes some time itself; the clock is not late for that, and never goes back.
    writeOffset(clockFile, Math.max(readOffset(clockFile), stop - Date.now()))
    ticks.push(await tickSchedules(endpoint))
  }
  const failed = ticks.slice(0, -1).flatMap((tick) => tick.filter(({ error }) => error !== undefined))
  return { ...clockNow(clockFile), ticked: [...failed, ...(ticks.at(-1) ?? [])] }
}

function clockNow(clockFile: string) {
  const offsetMs = readOffset(clockFile)
  return { now: new Date(Date.now() + offsetMs).toISOString(), offsetMs }
}

function json(works: { GET?: Work; POST?: Work }): LocalRoute {
  return async (request) => ({
    type: 'application/json',
    body: `${JSON.stringify(await workFor(request, works)(request), undefined, 2)}\n`,
  })
}

function given({ type, body }: Given): LocalRoute {
  return async (request) => ({ type, body: String(workFor(request, { GET: body })(request)) })
}

function mapped(texts: Record<string, Given>): Record<string, LocalRoute> {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, given(text)]))
}

function workFor(request: IncomingMessage, works: { GET?: Work; POST?: Work }): Work {
  const work = request.method === 'POST' ? works.POST : ['GET', 'HEAD'].includes(request.method ?? '') && works.GET
  if (work) return work
  const allow = [...(works.GET ? ['GET', 'HEAD'] : []), ...(works.POST ? ['POST'] : []), 'OPTIONS'].join(', ')
  throw new Problem(405, 'method-not-allowed', `${request.method} is not possible here; ${allow} are.`, { allow })
}
