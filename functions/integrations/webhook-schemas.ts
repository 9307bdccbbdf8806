import * as z from 'zod'
import { AgencyId } from '../../shared/vietnamese/codes.ts'
import { PlainText } from '../../shared/vietnamese/plain-text.ts'
import { EventType, Position } from './schemas.ts'

const Instant = z.iso.datetime({ offset: true })

export const WebhookId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  .meta({ id: 'WebhookId', example: '7K3M9QX2VA7K3M9QX2VA7K3M9Q' })

const Types = z
  .array(EventType)
  .min(1)
  .max(100)
  .refine((types) => new Set(types).size === types.length, { error: 'must not name a type twice' })
  .meta({ uniqueItems: true })

export const WebhookRequest = z
  .strictObject({
    url: z.string().max(2_000).meta({ format: 'uri', description: 'https, at a public address' }),
    agency: AgencyId,
    types: Types.optional().meta({ description: 'Only these types of events; all of them where absent' }),
    description: PlainText(200).optional(),
  })
  .meta({ id: 'WebhookRequest' })

export const WebhookQuery = z.strictObject({ agency: AgencyId.optional() })

export const ReplayRequest = z
  .strictObject({ after: z.string().max(500).meta({ description: 'A position in the feed of its agency' }) })
  .meta({ id: 'ReplayRequest' })

export const WebhookView = z
  .object({
    id: WebhookId,
    url: z.string(),
    agency: AgencyId,
    types: z.array(EventType).optional(),
    description: z.string().optional(),
    state: z.enum(['ACTIVE', 'PAUSED', 'DISABLED']),
    disabledFor: z.enum(['GONE', 'FAILED_TOO_LONG']).optional(),
    position: Position,
    lastSuccess: z.object({ at: Instant }).optional(),
    lastFailure: z
      .object({
        at: Instant,
        reason: z.enum(['STATUS', 'TIMEOUT', 'UNREACHABLE', 'ADDRESS']),
        status: z.int().optional(),
      })
      .optional(),
    nextTryAt: Instant.optional().meta({ description: 'When a delivery that failed is tried again' }),
    createdAt: Instant,
  })
  .meta({ id: 'Webhook' })

export const WebhookWithSecret = WebhookView.extend({
  secret: z.string().meta({ description: 'For verifying signatures; shown here alone', example: 'whsec_…' }),
}).meta({ id: 'WebhookWithSecret' })

export const WebhookList = z.object({ items: z.array(WebhookView) }).meta({ id: 'WebhookList' })
