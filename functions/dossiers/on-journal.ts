import { publisher } from '../../shared/events/publisher.ts'

/** New journal entries of dossiers become events. */
export const handler = publisher('dossiers')
