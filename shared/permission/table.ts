/** The roles of staff and machines (data of `agencies`), and the two that need no registration. */
export const roles = ['clerk', 'specialist', 'leader', 'supervisor', 'administrator', 'integration'] as const
export type StaffRole = (typeof roles)[number]
/** `holder`: whoever shows the secret of the record, signed in or not. */
export type Role = StaffRole | 'citizen' | 'holder' | 'anyone'

/**
 * Whose record: any at all, one of the actor's agencies, one below an agency of his, the actor's own; `everywhere` asks for
 * a registration at every agency, for what concerns them all.
 */
export type Whose = 'any' | 'agency' | 'below' | 'own' | 'everywhere'

type Row = Partial<Record<Role, Whose>>
const desk = { clerk: 'agency', specialist: 'agency', leader: 'agency' } as const satisfies Row
/** One ward's administrator does not make the law for the others. */
const catalogue = { administrator: 'everywhere' } as const satisfies Row

/** Who may do what to whose record. A route whose action is not here does not compile. */
export const permissions = {
  public: { anyone: 'any' },

  'agency:write': { administrator: 'agency' },
  'agency:place': { administrator: 'below' },
  'staff:read': { administrator: 'agency' },
  'staff:write': { administrator: 'agency' },
  'procedure:publish': catalogue,
  'procedure:retire': catalogue,
  'calendar:publish': catalogue,

  'dossier:create': { clerk: 'agency', citizen: 'any', integration: 'agency' },
  'dossier:list': { ...desk, citizen: 'own' },
  'dossier:read': { ...desk, citizen: 'own', integration: 'agency', supervisor: 'agency' },
  'dossier:read-applicant': { ...desk, citizen: 'own' },
  'dossier:accept': { clerk: 'agency' },
  'dossier:refuse': { clerk: 'agency' },
  'dossier:request-supplement': desk,
  'dossier:supplement': { citizen: 'own', holder: 'any', clerk: 'agency' },
  'dossier:hand-over': { clerk: 'agency', specialist: 'agency' },
  'dossier:request-fee': { clerk: 'agency', specialist: 'agency' },
  'dossier:confirm-fee': { clerk: 'agency' },
  'dossier:withdraw': { citizen: 'own', holder: 'any', clerk: 'agency' },
  'dossier:stop': { leader: 'agency' },
  'dossier:complete': desk,
  'dossier:return': { clerk: 'agency' },
  'dossier:extend': { leader: 'agency' },
  'dossier:assign': { leader: 'agency' },
  'dossier:note': desk,
  'dossier:correct': { clerk: 'agency', leader: 'agency' },

  'reminder:list': desk,
  'feed:create': desk,
  'feed:own': { clerk: 'own', specialist: 'own', leader: 'own' },
  'notification:list': desk,

  'feedback:create': { anyone: 'any' },
  /** Taking down what somebody says at the counter or on the telephone. */
  'feedback:take-down': { clerk: 'agency' },
  'feedback:list': desk,
  'feedback:read': desk,
  'feedback:work': desk,
  'feedback:publish': { leader: 'agency' },
  /** Complaints are worked on by the desk, which does not see whose they are; of denunciations it sees nothing at all. */
  'feedback:read-complainant': { leader: 'agency' },
  'feedback:denunciation': { leader: 'agency' },
  'feedback:write-back': { holder: 'any' },
  'questionnaire:publish': catalogue,

  'event:list': { integration: 'agency' },
  'webhook:manage': { integration: 'agency' },

  'attachment:create': {
    anyone: 'any',
    ...desk,
    citizen: 'any',
    integration: 'agency',
    supervisor: 'agency',
    administrator: 'any',
  },
  'attachment:read': { ...desk, citizen: 'own', integration: 'own', supervisor: 'own', administrator: 'own' },
} as const satisfies Record<string, Row>

export type Action = keyof typeof permissions
