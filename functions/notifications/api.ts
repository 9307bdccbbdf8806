import { serviceTable } from '../../shared/dynamodb/client.ts'
import { staffRegister } from '../../shared/dynamodb/projection.ts'
import { get } from '../../shared/http/route.ts'
import { service } from '../../shared/http/service.ts'
import type { Actor } from '../../shared/permission/actor.ts'
import { roleFor } from '../../shared/permission/permission.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import { DossierCode } from '../../shared/vietnamese/codes.ts'
import { ListQuery, NotificationList } from './schemas.ts'
import { open } from './store.ts'
import { messageView } from './view.ts'

const table = serviceTable()
const store = open(table)

/** What the messages are about, and who may list them: of a denunciation leaders alone. */
async function readersOf(subject: string) {
  if (DossierCode.safeParse(subject).success) {
    return { copy: await store.dossier(subject), action: 'notification:list', missing: 'dossier-not-found' } as const
  }
  const copy = await store.feedback(subject)
  const action = copy?.restricted ? 'feedback:denunciation' : 'notification:list'
  return { copy, action, missing: 'feedback-not-found' } as const
}

/** Lets on who may list the messages about a subject. @throws Refusal 404 for any other, as for none */
async function mayList(subject: string, actor: Actor): Promise<void> {
  const { copy, action, missing } = await readersOf(subject)
  const lineage = copy ? (await store.agency(copy.agency))?.lineage : undefined
  const agencies = copy ? [copy.agency, ...(lineage ?? [])] : []
  if (!copy || !roleFor(actor, action, { agencies })) throw new Refusal(missing)
}

export const routes = [
  get(
    '/v1/notifications',
    {
      summary: 'What was told about a dossier or a feedback, to whom, and whether it arrived',
      description: 'The newest first. Addresses are not shown. DELIVERED is what the mail server of the reader says.',
      action: 'notification:list',
      query: ListQuery,
      answers: [200, NotificationList],
      problems: ['dossier-not-found', 'feedback-not-found'],
    },
    async ({ query: { subject, limit, cursor }, actor }) => {
      await mayList(subject, actor)
      const { items, ...rest } = await store.list(subject, limit, cursor)
      return { body: { items: items.map(messageView), ...rest } }
    },
  ),
]

export const handler = service('notifications', routes, { register: staffRegister(table) })
