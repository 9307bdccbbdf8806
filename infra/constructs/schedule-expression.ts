/** What a field of a cron expression may hold: numbers from and to, and names that stand for them. */
interface Field {
  name: string
  from: number
  to: number
  names?: string[]
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']
const fields: Field[] = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of the month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12, names: months },
  { name: 'day of the week', from: 1, to: 7, names: days },
  { name: 'year', from: 1970, to: 2199 },
]

/**
 * A schedule as EventBridge Scheduler takes it, `rate(…)` or `cron(…)` in UTC; throws for anything else, for a schedule that
 * is no schedule would fail at the deployment, and on the local AWS silently stop every other one. `at(…)`, which runs
 * once, and `L`, `W`, `#`, which the local AWS can't read, are not for us.
 */
export function checkedSchedule(expression: string): string {
  const [, kind, inside = ''] = /^(rate|cron)\(([^()]*)\)$/.exec(expression) ?? []
  const wrong =
    kind === 'rate' ? wrongRate(inside) : kind === 'cron' ? wrongCron(inside) : 'it is no rate(…) or cron(…)'
  if (wrong) throw new Error(`${expression} is no schedule: ${wrong}`)
  return expression
}

function wrongRate(text: string): string | undefined {
  const [, count = '', plural] = /^([1-9]\d*) (?:minute|hour|day)(s?)$/.exec(text) ?? []
  if (count === '') return 'say a whole number of minutes, hours or days'
  return (count === '1') === (plural === '') ? undefined : 'one has no plural, and every other number has one'
}

function wrongCron(text: string): string | undefined {
  const parts = text.split(' ')
  if (parts.length !== fields.length) return 'cron has six fields: minute, hour, day, month, weekday, year'
  if ((parts[2] === '?') === (parts[4] === '?')) return 'of the day of the month and that of the week one must be ?'
  const bad = fields.find((field, place) => !isField(parts[place] ?? '', field, place === 2 || place === 4))
  return bad && `the ${bad.name} can't be read`
}

function isField(text: string, field: Field, mayBeOpen: boolean): boolean {
  if (text === '?') return mayBeOpen
  return text.split(',').every((part) => isPart(part, field))
}

/** `*`, a value, or a range, each perhaps with a step. */
function isPart(part: string, field: Field): boolean {
  const [, whole, first = '', last = first, step] = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part) ?? []
  if (step !== undefined && Number(step) < 1) return false
  if (whole !== undefined) return true
  const [low, high] = [numberOf(first, field), numberOf(last, field)]
  return low >= field.from && high <= field.to && low <= high
}

/** NaN, which is in no range, for what is no value. */
function numberOf(text: string, { from, names = [] }: Field): number {
  const place = names.indexOf(text)
  return place >= 0 ? place + from : /^\d+$/.test(text) ? Number(text) : Number.NaN
}
