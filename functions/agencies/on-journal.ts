import { publisher } from '../../shared/events/publisher.ts'

/** Publishes each new journal entry of `agencies` as its event. */
export const handler = publisher('agencies')
