import { agencies } from './agencies.ts'
import { attachments } from './attachments.ts'
import { dossiers } from './dossiers.ts'
import { feedback } from './feedback.ts'
import { integrations } from './integrations.ts'
import { notifications } from './notifications.ts'
import { procedures } from './procedures.ts'
import { reminders } from './reminders.ts'
import type { Service } from './use-case.ts'

// biome-ignore lint/suspicious/noExplicitAny: each service has a desk of its own
type Any = Service<any>

/** In which people of the office and citizens do something. */
export const filing: Any[] = [agencies, procedures, dossiers, attachments, feedback]

/** Which tell people and other systems, and hear of them. */
export const telling: Any[] = [reminders, notifications, integrations]

/** Every service with all that it does. */
export const services: Any[] = [...filing, ...telling]
