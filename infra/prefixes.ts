/** Which service answers which path. The local front door and the one on AWS read this same table. */
export const prefixes = [
  { prefix: '/v1/agencies', service: 'agencies' },
  { prefix: '/v1/procedures', service: 'procedures' },
  { prefix: '/v1/calendars', service: 'procedures' },
  { prefix: '/v1/deadlines', service: 'procedures' },
  { prefix: '/v1/dossiers', service: 'dossiers' },
  { prefix: '/v1/lookups', service: 'dossiers' },
  { prefix: '/v1/attachments', service: 'attachments' },
  { prefix: '/v1/reminders', service: 'reminders' },
  { prefix: '/v1/feeds', service: 'reminders' },
  { prefix: '/v1/notifications', service: 'notifications' },
  { prefix: '/v1/feedback', service: 'feedback' },
  { prefix: '/v1/feedback-lookups', service: 'feedback' },
  { prefix: '/v1/ratings', service: 'feedback' },
  { prefix: '/v1/events', service: 'integrations' },
  { prefix: '/v1/webhooks', service: 'integrations' },
  { prefix: '/v1/integrations', service: 'integrations' },
] as const

/** A service that answers HTTP. */
export type ServiceName = (typeof prefixes)[number]['service']

/** Each of them once. */
export const services: ServiceName[] = [...new Set(prefixes.map(({ service }) => service))]

/** The service that answers a path, or undefined when no prefix covers it; `/v1/agenciesX` belongs to nobody. */
export function serviceOf(path: string): ServiceName | undefined {
  return prefixes.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`))?.service
}
