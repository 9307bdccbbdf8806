import * as z from 'zod'
import { mayGainFields } from './may-gain-fields.ts'

/** A whole CloudEvent 1.0 of one type, as `shared/events/envelope.ts` makes it. */
const cloudEvent = (service: string, type: string, data: z.ZodType) =>
  z
    .object({
      specversion: z.literal('1.0'),
      id: z.string().min(1).meta({ description: 'The same however often the event is published' }),
      source: z.literal(`motcua.${service}`),
      type: z.literal(type),
      subject: z.string().min(1).meta({ description: 'The id of what changed' }),
      time: z.iso.datetime(),
      datacontenttype: z.literal('application/json'),
      version: z.int().min(1).meta({ description: 'Gapless per subject' }),
      agency: z.string().optional(),
      data,
    })
    .meta({ id: type })

/** One JSON Schema for the events of a service: each type has its own under `$defs`. */
export function eventSchemas(service: string, events: Record<string, z.ZodType>): object {
  const [first, ...others] = Object.entries(events).map(([type, data]) => cloudEvent(service, type, data))
  if (!first) throw new Error(`${service} publishes nothing`)
  const any = z.discriminatedUnion('type', [first, ...others]).meta({ title: `Events of ${service}` })
  return z.toJSONSchema(any, { io: 'output', override: (context) => mayGainFields({ ...context, io: 'output' }) })
}
