import type { Item } from './stored.ts'

/** What a try left, by places that are the same in each try: `kind of item . path of a member` → its values. */
export type Shape = Map<string, string[]>

/** Where an item lies, without what is only about this try. */
const placeOf = ({ pk, sk }: Item): string => {
  const entry = /^JOURNAL#\d+$/.test(sk)
  return `${pk.split('#')[0]} ${entry ? sk : (/^[A-Z_]+(?=#|$)/.exec(sk)?.[0] ?? '*')}`
}

const isInstant = (value: unknown) =>
  typeof value === 'string' ? /^\d{4}-\d\d-\d\d/.test(value) : typeof value === 'number' && value > 1_000_000_000

function* leaves(value: unknown, path: string): Generator<[path: string, value: string]> {
  if (value instanceof Uint8Array) return yield [path, 'bytes']
  if (value === null || typeof value !== 'object') return yield [path, isInstant(value) ? 'an instant' : String(value)]
  yield [path, Array.isArray(value) ? `list of ${value.length}` : 'map']
  for (const [name, member] of Object.entries(value)) yield* leaves(member, `${path}.${name}`)
}

/** What all tries share, each of which moves it: where sweeps are, budgets, the numbers of codes. */
const isShared = ({ pk }: Item) => /^(SWEEP$|BUDGET#|CODE#)/.test(pk)

/** Where an item lies, and how often it took to bring it there: that of somebody who died is counted, too. */
const ofTries = new Set(['pk', 'sk', 'amended', 'tries', 'attempts'])

/** The items that a try left, so that they can be compared with what another one left. */
export function shapeOf(items: Item[]): Shape {
  const shape: Shape = new Map()
  const note = (place: string, value: string) => shape.set(place, [...(shape.get(place) ?? []), value])
  for (const item of items.filter((one) => !isShared(one))) {
    const members = Object.entries(item).filter(([name]) => !ofTries.has(name))
    note(placeOf(item), 'item')
    for (const [path, value] of leaves(Object.fromEntries(members), '')) note(`${placeOf(item)}${path}`, value)
  }
  for (const values of shape.values()) values.sort()
  return shape
}

/** What is always the same: that of the places of which two clean runs say the same. */
export function common(one: Shape, other: Shape): Shape {
  return new Map([...one].filter(([place, values]) => String(other.get(place)) === String(values)))
}

const told = (values: string[] = []) => (values.length === 0 ? 'nothing' : values.join(', '))

/** Where a try left something else than every clean run does: what is missing, half done, or there twice. */
export function differences(clean: Shape, found: Shape): string[] {
  return [...clean]
    .filter(([place, values]) => String(found.get(place)) !== String(values))
    .map(([place, values]) => `${place} is ${told(found.get(place))}, should be ${told(values)}`)
}

/** Items of a kind that no clean run leaves. */
export function extras(clean: Shape[], found: Shape): string[] {
  const known = new Set(clean.flatMap((shape) => [...shape.keys()]))
  return [...found]
    .filter(([place, [value]]) => value === 'item' && !known.has(place))
    .map(([place]) => `${place} is too many`)
}
