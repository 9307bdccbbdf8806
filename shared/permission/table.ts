/** The roles of staff and machines (data of `agencies`), and the two that need no registration. */
export const roles = ['clerk', 'specialist', 'leader', 'supervisor', 'administrator', 'integration'] as const
export type StaffRole = (typeof roles)[number]
export type Role = StaffRole | 'citizen' | 'anyone'

/** Whose record: any at all, one of the actor's agencies, the actor's own. */
export type Whose = 'any' | 'agency' | 'own'

type Row = Partial<Record<Role, Whose>>
const desk = { clerk: 'agency', specialist: 'agency', leader: 'agency' } as const satisfies Row
const catalogue = { administrator: 'any' } as const satisfies Row

/** Who may do what to whose record. A route whose action is not here does not compile. */
export const permissions = {
  public: { anyone: 'any' },

  'agency:write': { administrator: 'agency' },
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
  'dossier:supplement': { citizen: 'own', clerk: 'agency' },
  'dossier:hand-over': { clerk: 'agency', specialist: 'agency' },
  'dossier:request-fee': { clerk: 'agency', specialist: 'agency' },
  'dossier:confirm-fee': { clerk: 'agency' },
  'dossier:withdraw': { citizen: 'own', clerk: 'agency' },
  'dossier:stop': { leader: 'agency' },
  'dossier:complete': desk,
  'dossier:return': { clerk: 'agency' },
  'dossier:extend': { leader: 'agency' },
  'dossier:assign': { leader: 'agency' },
  'dossier:note': desk,
  'dossier:correct': desk,

  'attachment:create': { ...desk, citizen: 'any', integration: 'agency', supervisor: 'agency', administrator: 'any' },
  'attachment:read': { ...desk, citizen: 'own', integration: 'own', supervisor: 'own', administrator: 'own' },
} as const satisfies Record<string, Row>

export type Action = keyof typeof permissions
