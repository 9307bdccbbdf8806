import { publisher } from '../../shared/events/publisher.ts'

/** Publishes each new journal entry of `procedures` as its event. */
export const handler = publisher('procedures')
