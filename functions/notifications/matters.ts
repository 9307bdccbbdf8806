import type { TemplateName } from './templates.ts'

/** What a message may be about; its subject is the code or the id of that. */
export type Matter = 'DOSSIER' | 'FEEDBACK' | 'WEBHOOK'

// Apart from the texts, which whoever only keeps messages does without.
const matters: Record<TemplateName, Matter> = {
  'due-soon': 'DOSSIER',
  due: 'DOSSIER',
  overdue: 'DOSSIER',
  late: 'DOSSIER',
  accepted: 'DOSSIER',
  'deadline-changed': 'DOSSIER',
  'supplement-requested': 'DOSSIER',
  'supplement-received': 'DOSSIER',
  'fee-requested': 'DOSSIER',
  'result-ready': 'DOSSIER',
  refused: 'DOSSIER',
  stopped: 'DOSSIER',
  'feedback-due-soon': 'FEEDBACK',
  'feedback-due': 'FEEDBACK',
  'feedback-overdue': 'FEEDBACK',
  'denunciation-received': 'FEEDBACK',
  'feedback-received': 'FEEDBACK',
  'feedback-info-requested': 'FEEDBACK',
  'feedback-answered': 'FEEDBACK',
  'feedback-rejected': 'FEEDBACK',
  'feedback-forwarded': 'FEEDBACK',
  'feedback-late': 'FEEDBACK',
  'webhook-disabled': 'WEBHOOK',
}

/** What messages by a template are about. */
export const matterOf = ({ name }: { name: TemplateName }): Matter => matters[name]
