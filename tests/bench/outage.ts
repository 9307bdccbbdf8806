import { sweep } from '../../shared/dynamodb/due.ts'
import { event, local, type Stand, ward } from '../service/reminders/stand.ts'
import type { Figure } from './figures.ts'
import { reached } from './goals.ts'

const deadlines = 500
const began = Date.parse(local('2026-11-19 11:00'))
const outageMs = 6 * 3_600_000

/** Every dossier falls due at its own moment of the six hours in which nobody sweeps. */
const dossiers = Array.from({ length: deadlines }, (_, number) => ({
  code: `${ward}-261116-${String(number).padStart(4, '0')}`,
  dueAt: new Date(began + Math.floor(((number + 1) * outageMs) / (deadlines + 1))).toISOString(),
}))

/** A sweep that stood still for six hours, and what the next one makes of it, with the store of `reminders`. */
export async function outage(stand: Stand): Promise<Figure[]> {
  const [last, next] = [began, began + outageMs].map((time) => new Date(time).toISOString()) as [string, string]
  for (const { code, dueAt } of dossiers) await stand.store.hear(event(code, 1, { dueAt }), local('2026-11-16 09:10'))
  await stand.sweep(last)

  const handed: string[] = []
  const { hours } = await sweep(stand.plain, next, async (due) => {
    handed.push(due.at)
    await stand.store.tell(due, () => next)
  })
  const told = await toldOf(stand)
  const disordered = handed.filter((at, index) => at < (handed[index - 1] ?? '')).length
  const note = `${deadlines} fell due in it, one sweep looked at ${hours} hours`
  return [
    reached('outage-left', dossiers.filter(({ code }) => !told.has(code)).length, note),
    reached('outage-twice', [...told.values()].filter((times) => times > 1).length),
    reached('outage-order', disordered, 'as they are handed on; sixteen are worked on at a time'),
  ]
}

/** How often each dossier was told that it is due now: its entries about that rung. */
async function toldOf({ dump }: Stand): Promise<Map<string, number>> {
  const told = new Map<string, number>()
  for (const { pk, sk, data } of await dump()) {
    const code = String(pk).replace('DEADLINE#', '')
    const { kind } = (data ?? {}) as { kind?: string }
    if (String(sk).startsWith('JOURNAL#') && kind === 'DUE') told.set(code, (told.get(code) ?? 0) + 1)
  }
  return told
}
