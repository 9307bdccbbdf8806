import { permissions } from '../../../shared/permission/table.ts'
import { openDesk } from '../attachments/desk.ts'
import { announced, pdf } from '../attachments/samples.ts'
import { refusesBadTokens } from './bad-tokens.ts'
import { acceptClients, city, register, ward } from './callers.ts'
import { matrix } from './matrix.ts'

acceptClients()
const desk = await openDesk()
const { handler, table } = desk
const { routes } = await import('../../../functions/attachments/api.ts')
await register(table)
await desk.agency(ward, [city])

const bytes = pdf('of the matrix')
const files = [{ sha256: announced(bytes).sha256 }]
const named = (id: string, by: string) => ({
  attachments: files.map((file) => ({ id, ...file })),
  filedBy: { id: by },
  agency: ward,
  owner: 'owner',
})

const clerk = `clerk-${ward}`
const machine = `machine:integration-${ward}`
const filed = await desk.upload('owner', bytes)
await desk.dossier(`${ward}-261126-0001`, named(filed, 'owner'))
const note = await desk.upload('owner', bytes)
const denunciation = await desk.upload('owner', bytes)
const by = { id: 'owner', agency: ward }
await desk.feedback('FB00000001', { agency: ward, attachments: files.map((file) => ({ id: note, ...file })), by })
const restricted = files.map((file) => ({ id: denunciation, ...file }))
await desk.feedback('FB00000002', { agency: ward, attachments: restricted, by, restricted: true })
const loose = await desk.upload(clerk, bytes)
const delivered = await desk.upload(machine, bytes)
await desk.dossier(`${ward}-261126-0002`, named(delivered, machine))

const seenBy = permissions['attachment:read']
const about = { agencies: [ward, city], owners: ['owner'], seenBy }
const read = ['GET /v1/attachments/{id}', 'GET /v1/attachments/{id}/content']

matrix({
  service: 'attachments',
  handler,
  routes,
  records: {
    '/v1/attachments/{id}': { ...about, present: { id: filed }, absent: { id: `0${filed.slice(1)}` } },
  },
  recordless: ['POST /v1/attachments'],
  variants: read.flatMap((of) => [
    {
      of,
      why: 'before a dossier has the file',
      about: { agencies: [], owners: [clerk], seenBy },
      params: { id: loose },
      body: () => undefined,
    },
    {
      of,
      why: 'of a feedback’s file',
      about: { ...about, owners: [] },
      params: { id: note },
      body: () => undefined,
    },
    {
      of,
      why: 'of a denunciation’s file',
      row: permissions['feedback:denunciation'],
      about: { ...about, owners: [], seenBy: permissions['feedback:denunciation'] },
      params: { id: denunciation },
      body: () => undefined,
    },
    {
      of,
      why: 'of a file that a machine delivered',
      about: { ...about, owners: ['owner', machine] },
      params: { id: delivered },
      body: () => undefined,
    },
  ]),
})

refusesBadTokens(handler, {
  guarded: `GET /v1/attachments/${filed}`,
  open: 'GET /v1/attachments/health',
  sub: clerk,
})
