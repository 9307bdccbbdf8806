import { publisher } from '../../shared/events/publisher.ts'

/** Publishes each new journal entry as its event. */
export const handler = publisher('integrations')
