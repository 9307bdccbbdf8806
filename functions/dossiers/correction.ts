import { type FieldError, Refusal } from '../../shared/problems/refusal.ts'
import { type Acted, type Applicant, act, type By, checkNotOwnPapers, type Dossier, type Result } from './dossier.ts'
import { type Case, checkPapers, filesOf, newFiles, type Paper } from './intake.ts'

/** What of the record can be put right; of the applicant only the fields that change. */
export interface Changes {
  applicant?: Partial<Applicant>
  papers?: Paper[]
  returnBy?: { method: Dossier['returnBy'] }
  results?: Result[]
}

/** What the record says now of what is being corrected. */
export interface Standing {
  applicant: Applicant
  papers: Paper[]
  found: Case
}

/** Papers and results belong to different times: what is completed keeps its papers, what is not has no result. */
function checkTime({ status }: Dossier, { papers, results }: Changes): void {
  const errors: FieldError[] = []
  if (results && status !== 9) errors.push({ pointer: '/changes/results', detail: 'There is no result yet' })
  if (papers && status === 9) errors.push({ pointer: '/changes/papers', detail: 'The dossier is completed' })
  if (errors.length > 0) throw new Refusal('invalid-request', { errors })
}

const pick = (of: Record<string, unknown>, names: string[]) =>
  Object.fromEntries(names.flatMap((name) => (of[name] === undefined ? [] : [[name, of[name]]])))

/**
 * Correct the record (đính chính): what was wrong is kept in the log book beside what is right and why. Never changes the
 * status; a wrong result is replaced by a right one and the dossier stays completed.
 */
export function correct(
  dossier: Dossier,
  { changes, reason, note }: { changes: Changes; reason: string; note?: string },
  { applicant, papers, found }: Standing,
  by: By,
): Acted {
  const before = {
    ...(changes.applicant ? { applicant: pick(applicant, Object.keys(changes.applicant)) } : {}),
    ...(changes.papers ? { papers } : {}),
    ...(changes.returnBy ? { returnBy: { method: dossier.returnBy } } : {}),
    ...(changes.results ? { results: dossier.results } : {}),
  }
  const head = {
    ...(changes.returnBy ? { returnBy: changes.returnBy.method } : {}),
    ...(changes.results ? { results: changes.results } : {}),
  }
  const acted = act('correct', dossier, by, head, { changes, before, reason, note })
  checkTime(dossier, changes)
  // Before acceptance a paper may still be missing, as in the filing itself.
  if (changes.papers) checkPapers(changes.papers, found, dossier.acceptedAt !== undefined, '/changes/papers')
  if (changes.results) checkNotOwnPapers(changes.results, filesOf(papers), '/changes/results')
  const results = (changes.results ?? []).map(({ attachment }) => attachment)
  return {
    ...acted,
    ...(changes.papers ? { papers: changes.papers } : {}),
    ...(changes.applicant ? { applicant: { ...applicant, ...changes.applicant } } : {}),
    attachments: [...newFiles(changes.papers ?? [], papers), ...results],
  }
}
