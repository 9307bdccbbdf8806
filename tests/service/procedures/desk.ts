import { readFileSync } from 'node:fs'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { type Asked, call, freshTable, token, useTestIssuer } from '../harness.ts'

const seedFile = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../functions/procedures/seed/${name}`, import.meta.url), 'utf8'))

/** The calendar that the service brings along, as it is published. */
export const calendarSeed = () => {
  const { id, version: _, ...body } = seedFile('calendar.json')
  return { id, body }
}

// biome-ignore lint/suspicious/noExplicitAny: a test changes whatever it likes in it
export const procedureSeeds = (): any[] => seedFile('procedures.json')

/** A procedure's publication, with what a test changes in it. */
export const publication = (changes: object = {}) => {
  const { code: _, ...body } = procedureSeeds()[0]
  return { ...body, ...changes }
}

/** The service over a table of its own, with the administrator of every agency; one ward's administrator and clerk are in its copy of the register. */
export async function desk() {
  const table = await freshTable('procedures', { catalogue: { keys: ['catalogue', 'code'], include: ['summary'] } })
  useTestIssuer()
  Object.assign(process.env, { TABLE: table.name, BUS: 'motcua' })
  const register = (person: string, role: string) =>
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: {
          pk: `STAFF#${person}`,
          sk: 'H26.1',
          version: 1,
          agency: 'H26.1',
          role,
          unit: 'u',
          name: role,
          active: true,
        },
      }),
    )
  await Promise.all([register('ward-admin', 'administrator'), register('clerk', 'clerk')])
  const administrator = token('admin', { 'cognito:groups': ['administrator'] })
  const { handler } = await import('../../../functions/procedures/api.ts')
  const ask = (request: string, asked: Asked = {}) => call(handler, request, asked)
  const asAdministrator = (request: string, body: unknown, key?: string) =>
    ask(request, { token: administrator, body, headers: key === undefined ? {} : { 'idempotency-key': key } })
  return { table, ask, asAdministrator }
}
