import type { Pause } from '../../shared/calendar/deadline.ts'
import { type FieldError, Refusal } from '../../shared/problems/refusal.ts'
import { paused, resumed } from './clock.ts'
import { type Acted, type Appointment, act, type By, type Dossier } from './dossier.ts'
import { type Case, checkPapers, newFiles, type Paper } from './intake.ts'

/** What practice leaves open about asking for papers; data of the agency. */
export interface SupplementPolicy {
  supplementMax: number
  supplementStageCounted: 'EXAMINATION' | 'ALL'
}

/** Whether a request from here counts against the one-time rule: by default only what comes after acceptance. */
const counts = ({ status }: Dossier, { supplementStageCounted }: SupplementPolicy) =>
  supplementStageCounted === 'ALL' || status !== 1

/** Whether the dossier's right to ask for papers is used up, so that only a leader may still do it. */
export const askedEnough = (dossier: Dossier, policy: SupplementPolicy): boolean =>
  counts(dossier, policy) && dossier.supplements >= policy.supplementMax

export interface SupplementRequest {
  items: { paper: string; reason: string }[]
  ground?: string
  note?: string
}

/**
 * Ask the applicant for papers (yêu cầu bổ sung, Form 02), each named with its reason; the clock stands meanwhile (R7).
 * More often than the policy allows only a leader may ask, with a ground; the index then counts the dossier as overdue.
 */
export function requestSupplement(
  dossier: Dossier,
  how: SupplementRequest,
  { found, policy }: { found: Case; policy: SupplementPolicy },
  by: By,
  at: string,
): Acted {
  const again = askedEnough(dossier, policy)
  const supplements = dossier.supplements + (counts(dossier, policy) ? 1 : 0)
  const asked = how.items.map(({ paper }) => paper)
  const change = { supplements, asked, ...(supplements > 1 ? { indexOverdue: true } : {}), ...paused(dossier, at) }
  const acted = act('request-supplement', dossier, by, change, { ...how }, again)
  if (again && how.ground === undefined) {
    const detail = 'A request beyond the first needs its legal ground'
    throw new Refusal('invalid-request', { errors: [{ pointer: '/ground', detail }] })
  }
  checkAsked(asked, found)
  return acted
}

/** Only papers of the case can be asked for, each once. */
function checkAsked(asked: string[], found: Case): void {
  const known = new Set(found.papers.map(({ code }) => code))
  const errors: FieldError[] = asked.flatMap((paper, index) => {
    const detail = known.has(paper) ? 'Named twice' : 'Not a paper of this case'
    return known.has(paper) && asked.indexOf(paper) === index ? [] : [{ pointer: `/items/${index}/paper`, detail }]
  })
  if (errors.length > 0) throw new Refusal('invalid-request', { errors })
}

/**
 * The applicant hands in what was asked for (bổ sung hồ sơ); the clock runs again, the due date moved by the working
 * time that it stood (R7). A paper takes the place of the one handed in before.
 * @throws Refusal 422 naming each paper that was asked for and is still missing: the pause ends with the last of them.
 */
export function supplement(
  dossier: Dossier,
  given: Paper[],
  { found, before, due, firstDue }: SupplementSurroundings,
  by: By,
  at: string,
  note?: string,
): Acted {
  const acted = act('supplement', dossier, by, resumed(dossier, at, due), note ? { note } : undefined)
  const names = given.map(({ paper }) => paper)
  const missing = (dossier.asked ?? []).filter((paper) => !names.includes(paper))
  if (missing.length > 0) {
    const errors = missing.map((paper) => ({ pointer: '/papers', detail: `Still missing: ${paper}` }))
    throw new Refusal('invalid-request', { errors })
  }
  // By itself first: an error is told by its place in what was given, not in what the dossier then has.
  checkPapers(given, found, false)
  const papers = [...before.filter(({ paper }) => !names.includes(paper)), ...given]
  checkPapers(papers, found, false)
  const waiting = acted.dossier.status === 1 ? { inboxDueAt: firstDue() } : {}
  return { ...acted, dossier: { ...acted.dossier, ...waiting }, papers, attachments: newFiles(given, before) }
}

export interface SupplementSurroundings {
  found: Case
  before: Paper[]
  /** The appointment after the pauses. */
  due: (pauses: Pause[]) => Appointment
  /** By when it must now be accepted or refused, where it has not been accepted. */
  firstDue: () => string
}
