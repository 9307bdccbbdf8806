import { token } from '../harness.ts'
import { calendarSeed, desk, publication } from '../procedures/desk.ts'
import { refusesBadTokens } from './bad-tokens.ts'
import { acceptClients, register } from './callers.ts'
import { matrix } from './matrix.ts'

acceptClients()
const { table, ask } = await desk()
const { handler, routes } = await import('../../../functions/procedures/api.ts')
const administrator = token('group', { 'cognito:groups': ['administrator'] })
const calendar = calendarSeed()
await ask(`POST /v1/calendars/${calendar.id}/versions`, { token: administrator, body: calendar.body })
await ask('POST /v1/procedures/1.000001/versions', { token: administrator, body: publication() })
await register(table)

matrix({
  service: 'procedures',
  handler,
  routes,
  records: {},
  params: { code: '1.000001', id: calendar.id, n: '1' },
  // The catalogue belongs to nobody: who may publish, may publish all of it.
  recordless: [
    'POST /v1/procedures/{code}/versions',
    'POST /v1/procedures/{code}/retire',
    'POST /v1/calendars/{id}/versions',
  ],
})

refusesBadTokens(handler, {
  guarded: 'POST /v1/procedures/1.000001/versions',
  open: 'GET /v1/procedures',
  sub: 'group',
  claims: { 'cognito:groups': ['administrator'] },
})
