import { serviceTable } from '../../shared/dynamodb/client.ts'
import { staffRegister } from '../../shared/dynamodb/projection.ts'
import { get } from '../../shared/http/route.ts'
import { service } from '../../shared/http/service.ts'
import type { Actor } from '../../shared/permission/actor.ts'
import { roleFor } from '../../shared/permission/permission.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import { ListQuery, NotificationList } from './schemas.ts'
import { open } from './store.ts'
import { messageView } from './view.ts'

const table = serviceTable()
const store = open(table)

/** Lets on who may list the messages about a dossier. @throws Refusal 404 for any other, as for none */
async function mayList(code: string, actor: Actor): Promise<void> {
  const dossier = await store.dossier(code)
  const lineage = dossier ? (await store.agency(dossier.agency))?.lineage : undefined
  const agencies = dossier ? [dossier.agency, ...(lineage ?? [])] : []
  if (!dossier || !roleFor(actor, 'notification:list', { agencies })) throw new Refusal('dossier-not-found')
}

export const routes = [
  get(
    '/v1/notifications',
    {
      summary: 'What was told about a dossier, to whom, and whether it arrived',
      description: 'The newest first. Addresses are not shown. DELIVERED is what the mail server of the reader says.',
      action: 'notification:list',
      query: ListQuery,
      answers: [200, NotificationList],
      problems: ['dossier-not-found'],
    },
    async ({ query: { subject, limit, cursor }, actor }) => {
      await mayList(subject, actor)
      const { items, ...rest } = await store.list(subject, limit, cursor)
      return { body: { items: items.map(messageView), ...rest } }
    },
  ),
]

export const handler = service('notifications', routes, { register: staffRegister(table) })
