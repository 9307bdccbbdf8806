import { readFileSync } from 'node:fs'
import type { Figure } from './figures.ts'

type Units = { wcu?: number; rcu?: number }

/** The goals of performance.md, "Capacity by rule"; a use case that it does not name has none. */
const goals: Record<string, Record<string, Units>> = {
  dossiers: {
    'create with a 2 KB form': { wcu: 13 },
    'hand over': { wcu: 6 },
    'hand over again': { wcu: 6 },
    'hand over with four keys kept': { wcu: 6 },
    'note of 200 characters': { wcu: 6 },
    'look up': { wcu: 1, rcu: 0.5 },
    'inbox page of 50': { rcu: 1.5 },
    ...Object.fromEntries(
      [
        'request-supplement',
        'supplement',
        'request-fee',
        'confirm-fee',
        'extend',
        'assign',
        'withdraw',
        'stop',
        'correct',
      ].map((act) => [act, { wcu: 6 }]),
    ),
  },
  attachments: { ticket: { wcu: 1 }, verification: { wcu: 4 } },
  reminders: {},
  notifications: {},
  feedback: {
    'a note of 400 characters': { wcu: 8 },
    'a hotline note of 400 characters': { wcu: 8 },
    'a page of 50 of what waits': { rcu: 2 },
    'a rating: its entry and its row in the month': { wcu: 4 },
  },
  integrations: {
    'first event of the day, of a new dossier': { wcu: 8 },
    'event of a known dossier': { wcu: 8 },
    'page of 100 of the longest events, in a new process': { rcu: 7 },
  },
}

const file = (path: string): Record<string, Required<Units>> =>
  JSON.parse(readFileSync(new URL(`../service/${path}`, import.meta.url), 'utf8'))
/** Golden files beside that of the service itself. */
const more: Record<string, string[]> = {
  dossiers: ['acts.golden.json'],
  feedback: ['ratings-capacity.golden.json'],
  integrations: ['delivery-capacity.golden.json'],
}
const golden = (service: string) =>
  Object.assign(
    {},
    ...['capacity.golden.json', ...(more[service] ?? [])].map((name) => file(`${service}/${name}`)),
  ) as ReturnType<typeof file>

/** The units of every use case as the golden files have them; the limit is the file itself, which the service tests hold. */
export function capacity(): Figure[] {
  return Object.entries(goals).flatMap(([service, wanted]) =>
    Object.entries(golden(service)).flatMap(([useCase, units]) =>
      (['wcu', 'rcu'] as const)
        .filter((unit) => units[unit] > 0 || wanted[useCase]?.[unit] !== undefined)
        .map((unit) => ({
          figure: `${service}: ${useCase}`,
          value: units[unit],
          unit: unit.toUpperCase(),
          limit: units[unit],
          goal: wanted[useCase]?.[unit],
          better: 'less' as const,
        })),
    ),
  )
}
