import { publisher } from '../../shared/events/publisher.ts'

export const handler = publisher('procedures')
