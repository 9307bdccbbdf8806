import type * as z from 'zod'
import type { Office } from '../../shared/calendar/calendar.ts'
import type { Pause } from '../../shared/calendar/deadline.ts'
import { officeOf } from '../../shared/calendar/office.ts'
import type { Membership } from '../../shared/permission/actor.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import type * as bodies from './act-schemas.ts'
import { correct } from './correction.ts'
import * as dossiers from './dossier.ts'
import { extend } from './extension.ts'
import { confirmFee, requestFee } from './fee.ts'
import { checkAssignee, checkFiles, checkResults, namedResults } from './filing.ts'
import { type Case, checkPapers, filesOf } from './intake.ts'
import { acceptanceDue, appointmentAfter, appointmentFor } from './reference.ts'
import type { Store } from './store.ts'
import type { Decided } from './stored.ts'
import { requestSupplement, supplement } from './supplement.ts'
import type { Surroundings } from './view.ts'

type Dossier = dossiers.Dossier
/** What an act makes of the dossier as it is now. */
export type Deciding = (dossier: Dossier, by: dossiers.By) => Decided | Promise<Decided>
type Body<Schema extends z.ZodType> = z.output<Schema>

interface Tools {
  store: Store
  register: (person: string) => Promise<Membership[]>
  /** The agency, the procedure and the calendar that a dossier goes by. */
  surroundings: (dossier: Dossier, now: string) => Promise<Surroundings>
}

/** The acts on a dossier: what each needs to know is fetched here, what it decides is in the pure files. */
export function acts({ store, register, surroundings }: Tools) {
  /** The rules that this dossier goes by, and its office. */
  async function rulesOf(dossier: Dossier, now: string) {
    const { agency, procedure, calendar } = await surroundings(dossier, now)
    const version = procedure.versions.find((row) => row.version === dossier.procedure.version)
    const found: Case | undefined = version?.cases.find(({ code }) => code === dossier.case)
    if (!version || !found) throw new Error(`the case ${dossier.case} of ${dossier.code} is not in its procedure`)
    const office: Office = officeOf(agency, dossier.receivingPoint)
    return {
      version,
      found,
      office,
      calendar,
      policy: agency.policy,
      appointment: () => appointmentFor(dossier, now, agency, calendar),
      due: (pauses: Pause[]) => appointmentAfter(dossier, pauses, agency, calendar),
      firstDue: () => acceptanceDue(dossier.receivingPoint, now, agency, calendar),
    }
  }

  async function checkColleague(to: dossiers.Assignee | undefined, agencies: string[]) {
    if (to?.person) checkAssignee(await register(to.person), agencies)
  }

  async function checkedFiles(acted: Decided, by: dossiers.By, code: string, pointer?: string): Promise<Decided> {
    const files = acted.attachments ?? []
    checkFiles(files, await store.attachments(files.map(({ id }) => id)), by, code, pointer)
    return acted
  }

  async function checkedResults(acted: Decided, by: dossiers.By, before: Dossier, pointer?: string): Promise<Decided> {
    const files = acted.attachments ?? []
    const standing = (before.results ?? []).map(({ attachment }) => attachment)
    checkResults(files, await store.attachments(files.map(({ id }) => id)), by, before.code, pointer, standing)
    return acted
  }

  return {
    accept:
      ({ note }: Body<typeof bodies.Acceptance>, now: string): Deciding =>
      async (dossier, by) => {
        const { found, appointment } = await rulesOf(dossier, now)
        const { papers } = await store.content(dossier.code, true)
        const acted = dossiers.accept(dossier, appointment, by, now, note)
        // What is accepted has every required paper, as at the desk.
        checkPapers(papers, found, true)
        return acted
      },

    requestSupplement:
      (body: Body<typeof bodies.SupplementRequest>, now: string): Deciding =>
      async (dossier, by) =>
        requestSupplement(dossier, body, await rulesOf(dossier, now), by, now),

    supplement:
      ({ papers, note }: Body<typeof bodies.Supplement>, now: string): Deciding =>
      async (dossier, by) => {
        const [rules, content] = await Promise.all([rulesOf(dossier, now), store.content(dossier.code, true)])
        const acted = supplement(dossier, papers, { ...rules, before: content.papers }, by, now, note)
        return checkedFiles(acted, by, dossier.code)
      },

    handOver:
      ({ to, note }: Body<typeof bodies.HandOver>, agencies: string[]): Deciding =>
      async (dossier, by) => {
        await checkColleague(to, agencies)
        return dossiers.handOver(dossier, to, by, note)
      },

    assign:
      ({ to, note }: Body<typeof bodies.Assignment>, agencies: string[]): Deciding =>
      async (dossier, by) => {
        await checkColleague(to, agencies)
        return dossiers.assign(dossier, to, by, note)
      },

    requestFee:
      (body: Body<typeof bodies.FeeNotice>, now: string): Deciding =>
      async (dossier, by) =>
        requestFee(dossier, body, (await rulesOf(dossier, now)).policy, by, now),

    confirmFee:
      (body: Body<typeof bodies.Payment>, now: string): Deciding =>
      async (dossier, by) =>
        confirmFee(dossier, body, (await rulesOf(dossier, now)).due, by, now),

    /** The desk withdraws only for an applicant who told it his secret. */
    withdraw:
      ({ reason, note }: Body<typeof bodies.Withdrawal>, proven: () => Promise<boolean>, now: string): Deciding =>
      async (dossier, by) => {
        const acted = dossiers.withdraw(dossier, { reason, note }, by, now)
        if (by.role === 'clerk' && !(await proven())) {
          throw new Refusal('forbidden', { detail: "Only with the secret on the applicant's receipt" })
        }
        return acted
      },

    extend:
      (body: Body<typeof bodies.Extension>, now: string): Deciding =>
      async (dossier, by) =>
        extend(dossier, body, await rulesOf(dossier, now), by, now),

    complete:
      (body: Body<typeof bodies.Completion>, now: string): Deciding =>
      async (dossier, by) => {
        const [{ papers }, { version }] = await Promise.all([store.content(dossier.code), rulesOf(dossier, now)])
        const results = body.results && namedResults(body.results, version, '/results')
        const acted = dossiers.complete(dossier, { ...body, results }, by, now, filesOf(papers))
        return checkedResults(acted, by, dossier)
      },

    correct:
      (body: Body<typeof bodies.Correction>, now: string): Deciding =>
      async (dossier, by) => {
        const [{ version, found }, { papers, unseal }] = await Promise.all([
          rulesOf(dossier, now),
          store.content(dossier.code, true),
        ])
        const sealed = await unseal()
        const results = body.changes.results && namedResults(body.changes.results, version, '/changes/results')
        const changes = { ...body.changes, ...(results ? { results } : {}) }
        const acted = correct(dossier, { ...body, changes }, { applicant: sealed.applicant, papers, found }, by)
        if (results) await checkedResults(acted, by, dossier, '/changes/results')
        else await checkedFiles(acted, by, dossier.code, '/changes/papers')
        return acted.applicant ? { ...acted, sealed: { ...sealed, applicant: acted.applicant } } : acted
      },
  }
}
