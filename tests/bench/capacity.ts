import { readFileSync } from 'node:fs'
import { type Counted, goldenFiles, type Units, wanted } from './capacity-goals.ts'
import { type Figure, verdict } from './figures.ts'

const file = (path: string): Record<string, Required<Units>> =>
  JSON.parse(readFileSync(new URL(`../service/${path}`, import.meta.url), 'utf8'))

/** What the golden files of a service say of its use cases. */
export const golden = (service: Counted): Record<string, Required<Units>> =>
  Object.assign({}, ...goldenFiles[service].map((name) => file(`${service}/${name}`)))

/** The units of every use case as the golden files have them; the limit is the file itself, which the service tests hold. */
export function capacity(): Figure[] {
  return (Object.keys(goldenFiles) as Counted[]).flatMap((service) =>
    Object.entries(golden(service)).flatMap(([useCase, units]) => figuresOf(service, useCase, units)),
  )
}

function figuresOf(service: Counted, useCase: string, units: Required<Units>): Figure[] {
  const { naive, floor, short, ...goal } = wanted[service][useCase] ?? {}
  return (['wcu', 'rcu'] as const)
    .filter((unit) => units[unit] > 0 || goal[unit] !== undefined)
    .map((unit) => {
      const figure = {
        figure: `${service}: ${useCase}`,
        value: units[unit],
        unit: unit.toUpperCase(),
        limit: units[unit],
        ...(goal[unit] === undefined ? {} : { goal: goal[unit] }),
        better: 'less' as const,
      }
      const known = [naive && `naive: ${naive}`, floor && `floor: ${floor}`, verdict(figure) !== '✓' && short]
      const note = goal[unit] === undefined ? '' : known.filter(Boolean).join('; ')
      return { ...figure, ...(note ? { note } : {}) }
    })
}
