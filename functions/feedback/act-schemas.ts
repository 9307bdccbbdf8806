import * as z from 'zod'
import { PlainText } from '../../shared/vietnamese/plain-text.ts'
import { Files, Remark, Story, Typed } from './schemas.ts'

const secret = Typed(32)

export const Rejection = z.strictObject({ reason: Remark }).meta({ id: 'Rejection' })
export const Question = z.strictObject({ question: Remark }).meta({ id: 'Question' })
export const Addition = z.strictObject({ text: Story, attachments: Files.optional(), secret }).meta({ id: 'Addition' })
export const Forwarding = z.strictObject({ to: PlainText(300), reason: Remark }).meta({ id: 'Forwarding' })
export const Start = z
  .strictObject({
    unit: PlainText(120).optional(),
    person: z
      .string()
      .regex(/^[\x21-\x7e]{1,128}$/)
      .optional(),
  })
  .meta({ id: 'Start' })
export const FeedbackReply = z
  .strictObject({ text: Story, attachments: Files.optional() })
  .meta({ id: 'FeedbackReply' })
export const Publication = z.strictObject({ content: Story, answer: Story }).meta({ id: 'Publication' })
export const Reopening = z.strictObject({ reason: Remark, secret }).meta({ id: 'Reopening' })
