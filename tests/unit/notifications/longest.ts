import { samples } from '../../../docs/preview-mail/samples.ts'
import type { Facts } from '../../../functions/notifications/facts.ts'
import { matterOf } from '../../../functions/notifications/matters.ts'
import type { TemplateName } from '../../../functions/notifications/templates.ts'

/** A dossier code of the longest kind. */
export const longestCode = '000.00.01.H29-261126-123456'
/** The longest of what a message can be about; what a feedback has for its id has ten characters always. */
const longestCodes = { DOSSIER: longestCode, FEEDBACK: '7K3M9QX2VA', WEBHOOK: 'X'.repeat(26) }

/** The facts of a template at their longest: code, weekday, days overdue, and a host of 40 characters. */
export function longest(name: TemplateName): Facts {
  const { dueAt, overdueDays, ...facts } = samples[name]
  const host = `${'dich-vu-cong.phuong-vi-du'.padEnd(29, '0')}.example.vn`
  if (host.length !== 40) throw new Error(`${host} has ${host.length} characters`)
  return {
    ...facts,
    code: longestCodes[matterOf({ name })],
    agency: 'Ủy ban nhân dân Phường Ví Dụ Có Tên Dài Nhất Trong Thành Phố',
    link: `https://${host}/lookup?code=${longestCode}`,
    dueAt: dueAt && '2026-11-29T10:00:00.000Z',
    overdueDays: overdueDays && 1234,
  }
}
