import { publisher } from '../../shared/events/publisher.ts'

/** New journal entries of feedback become events. */
export const handler = publisher('feedback')
