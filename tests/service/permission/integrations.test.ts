import { randomUUID } from 'node:crypto'
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, it } from 'vitest'
import type { HttpEvent } from '../../../shared/http/request.ts'
import { permissions } from '../../../shared/permission/table.ts'
import { dossierEvent } from '../../unit/integrations/sample.ts'
import { call } from '../harness.ts'
import { openDesk } from '../integrations/desk.ts'
import { refusesBadTokens } from './bad-tokens.ts'
import { acceptClients, type Caller, callers, city, otherWard, register, tokenOf, ward } from './callers.ts'
import { expected } from './expected.ts'
import { matrix } from './matrix.ts'

acceptClients()
const desk = await openDesk()
const { handler, routes } = desk
await register(desk.table)
for (const [agency, number] of [
  [ward, 1],
  [otherWard, 2],
  [city, 3],
] as const) {
  const code = `${agency}-261126-000${number}`
  await desk.hear(dossierEvent(1, { code, agency }, { subject: code, agency, id: `dossiers:DOSSIER#${code}:1` }))
}

const machine = callers.find(({ id }) => id === `machine:integration-${ward}`) as Caller
const { body: webhook } = await call(handler, 'POST /v1/webhooks', {
  token: tokenOf(machine),
  body: { url: 'http://127.0.0.1:9/', agency: ward },
})

const { client, name: TableName } = desk.table
const put = (Item: object) => client.send(new PutCommand({ TableName, Item: { ...Item } }))
await put({ pk: `WEBHOOKCOUNT#${ward}`, sk: 'COUNT', webhooks: 1_000 })
/** Another webhook like it, for somebody who may take it away. */
async function another(): Promise<string> {
  const id = randomUUID().replaceAll('-', '').slice(0, 26).toUpperCase()
  const key = { pk: `WEBHOOK#${webhook.id}`, sk: 'HEAD' }
  const { Item: head } = await client.send(new GetCommand({ TableName, Key: key }))
  await put({ ...head, id, pk: `WEBHOOK#${id}` })
  return id
}
/** Who takes away takes one of his own, so that it is there for the others. */
const each = async (event: HttpEvent, context: never) => {
  const taken = event.requestContext.http.method === 'DELETE' && event.rawPath.endsWith(`/${webhook.id}`)
  return handler(taken ? { ...event, rawPath: `/v1/webhooks/${await another()}` } : event, context)
}

matrix({
  service: 'integrations',
  handler: each,
  routes,
  records: {
    '/v1/webhooks/{id}': {
      ...{ agencies: [ward, city], owners: [], seenBy: permissions['webhook:manage'] },
      present: { id: webhook.id },
      absent: { id: `${webhook.id.startsWith('0') ? '1' : '0'}${webhook.id.slice(1)}` },
    },
  },
  recordless: ['GET /v1/events', 'POST /v1/webhooks', 'GET /v1/webhooks'],
})

refusesBadTokens(handler, {
  guarded: 'GET /v1/events',
  open: 'GET /v1/integrations/health',
  sub: `machine:integration-${ward}`,
})

const row = permissions['event:list']
const read = (one: Caller, query: string) => call(handler, `GET /v1/events${query}`, { token: tokenOf(one) })

describe('The feed of an agency', () => {
  it.each([
    [ward, [ward, city]],
    [otherWard, [otherWard, city]],
    [city, [city]],
  ])('%s is read by the machines of it and of those above it, and by nobody else', async (agency, agencies) => {
    for (const one of callers) {
      const { status, body } = await read(one, `?agency=${agency}`)
      const verdict = expected(one, row, { agencies, owners: [], seenBy: row })
      // Whose role has no feed at all hears that; whose has, not even that there is such an agency.
      const should = verdict === 404 && expected(one, row) === 403 ? 403 : verdict
      expect([one.name, status]).toEqual([one.name, should === 'passes' ? 200 : should])
      if (status === 200) expect(body.items).toMatchObject([{ agency }])
    }
  })

  it('that may not be seen is answered with the bytes of one that is not there', async () => {
    const bytes = ({ status, headers, body: { instance: _, ...body } }: Awaited<ReturnType<typeof read>>) =>
      JSON.stringify({ status, headers, body })
    const about = { agencies: [ward, city], owners: [], seenBy: row }
    const unseen = callers.filter((one) => expected(one, row) === 'passes' && expected(one, row, about) === 404)
    expect(unseen.length).toBeGreaterThan(0)
    for (const one of unseen) {
      expect([one.name, bytes(await read(one, `?agency=${ward}`))]).toEqual([
        one.name,
        bytes(await read(one, '?agency=H26.777')),
      ])
    }
  })

  it('is the own one where none is named', async () => {
    const machines = callers.filter(({ at: [first] }) => first?.role === 'integration')
    expect(machines.length).toBe(3)
    for (const one of machines) {
      const { body } = await read(one, '')
      expect([one.name, body.items.map(({ agency }: { agency: string }) => agency)]).toEqual([
        one.name,
        [one.at[0]?.agency],
      ])
    }
  })
})

describe('The list of webhooks', () => {
  it.each(callers)('shows none of an agency that is not his to: $name', async (one) => {
    const his = one.at.find(({ role }) => role === 'integration')?.agency
    for (const agency of [undefined, ward, otherWard, city]) {
      const { status, body } = await call(handler, `GET /v1/webhooks${agency ? `?agency=${agency}` : ''}`, {
        token: tokenOf(one),
      })
      const may = his !== undefined && (agency === undefined || agency === his || his === city)
      const refused = one.id === undefined ? 401 : his === undefined ? 403 : 404
      expect([one.name, agency, status]).toEqual([one.name, agency, may ? 200 : refused])
      const there = may && (agency ?? his) === ward ? [webhook.id] : []
      expect((body.items ?? []).map(({ id }: { id: string }) => id)).toEqual(there)
    }
  })
})
