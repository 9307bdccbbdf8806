import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { queueConsumer } from '../../shared/events/consumer.ts'
import { DossierPick } from './copies.ts'
import { heardOfDossier } from './heard.ts'
import { planning } from './store.ts'

const store = planning(serviceTable())

/** Every event of a dossier comes here: its snapshot says whether its deadline began, moved, stands or is over. */
export const handler = queueConsumer('reminders:dossier', async (body) => {
  await store.hear(heardOfDossier(DossierPick.parse((body as { detail: unknown }).detail)), now())
})
