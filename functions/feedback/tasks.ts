import type { Feedback } from './feedback.ts'

/** The head stays small: it has the newest tasks; that something was raised is remembered beside it. */
const kept = 5

/** Raise a task for a file that can't be used. */
export const fileRejected = (feedback: Feedback, attachment: string, reason: string): Feedback => ({
  ...feedback,
  tasks: [...(feedback.tasks ?? []), { kind: 'ATTACHMENT_REJECTED' as const, attachment, reason }].slice(-kept),
})
