import type { Remark } from './facts.ts'
import type { Reader } from './message.ts'
import type { StaffCopy } from './reference.ts'

/** Whom a message is meant for. */
export interface Meant {
  to: 'OFFICER' | 'LEADER' | 'ADMINISTRATOR'
  officer?: string
  /** Of a denunciation: it is for leaders alone, and nobody else stands in. */
  restricted?: true
}

/** The staff of an agency and of those above it, the nearest first: who serves where the dossier is comes first. */
export type Tiers = readonly (readonly StaffCopy[])[]

/** Somebody who is told, and as what. */
export interface Addressee {
  to: Exclude<Reader, 'APPLICANT' | 'AUTHOR'>
  person: { id: string; agency: string }
}

export interface Audience {
  addressees: Addressee[]
  /** Somebody stands in, or nobody was found. */
  remark?: Remark
}

interface Rank {
  to: Addressee['to']
  find: (tiers: Tiers, meant: Meant) => StaffCopy[]
}

const serves = ({ active, email }: StaffCopy) => active && email !== ''
const inRole = (role: string, staff: readonly StaffCopy[] = []) =>
  staff.filter((one) => serves(one) && one.role === role)

const theOfficer: Rank = {
  to: 'OFFICER',
  find: (tiers, { officer }) => {
    const found = tiers.flat().find((one) => serves(one) && one.person === officer)
    return found ? [found] : []
  },
}
const itsLeaders: Rank = { to: 'LEADER', find: ([own]) => inRole('leader', own) }
/** Those of the nearest agency that has any. */
const nearest = (role: string, tiers: Tiers) =>
  tiers.map((staff) => inRole(role, staff)).find((found) => found.length > 0) ?? []
const leadersAbove: Rank = { to: 'LEADER', find: ([, ...above]) => nearest('leader', above) }
const administrators: Rank = { to: 'ADMINISTRATOR', find: (tiers) => nearest('administrator', tiers) }

/** Who is told, and who in his place, in this order; whoever is not the first stands in, and is told why. */
const ranks: Record<Meant['to'] | 'RESTRICTED', { remark?: Remark; order: Rank[] }> = {
  OFFICER: { remark: 'NO_OFFICER', order: [theOfficer, itsLeaders, administrators] },
  LEADER: { remark: 'NO_LEADER', order: [itsLeaders, administrators] },
  ADMINISTRATOR: { order: [administrators] },
  RESTRICTED: { remark: 'NO_OWN_LEADER', order: [itsLeaders, leadersAbove] },
}

/** Who is told of what is meant for somebody. Nobody: no addressees. */
export function audience(meant: Meant, tiers: Tiers): Audience {
  const { remark, order } = ranks[meant.restricted ? 'RESTRICTED' : meant.to]
  for (const [place, { to, find }] of order.entries()) {
    const people = new Map(find(tiers, meant).map(({ person, agency }) => [person, agency]))
    if (people.size === 0) continue
    const addressees = [...people].map(([id, agency]) => ({ to, person: { id, agency } }))
    return { addressees, ...(place === 0 || !remark ? {} : { remark }) }
  }
  return { addressees: [], ...(remark ? { remark } : {}) }
}
