import { mix } from './cost-mix.ts'
import { requestsOfALife } from './keys-reads.ts'
import { filingsPerSecond, type Nation, nation } from './scale-nation.ts'

/** What ends before a key does, at how many times the nation, if all of it were one deployment. */
export interface Ceiling {
  says: string
  where: string
  /** In a second: what the nation's busiest hour asks for, and what there is. */
  asked: number
  there: number
  /** Times the nation. */
  ends: number
}

/** How long one event keeps a worker of the feed, and one reminder a sweep. Assumed: five calls of the store each. */
const eventSeconds = 0.03
const tellSeconds = 0.03
/** How many the settings of the stacks let be done at once (infra/constructs/service-api.ts, infra/integrations.ts). */
const throttle = 500
const feedWorkers = 2
const toldAtOnce = 16
/** Of the day's warnings at eight, the last should be told by then: a minute and a tick. */
const latestSeconds = 120

/** Settings and workers, the first to end first. */
export function ceilings(country: Nation = nation): Ceiling[] {
  const filings = filingsPerSecond(country, 1)
  const events = mix.reduce((sum, { times, event = '' }) => sum + (event.startsWith('dossier.') ? times : 0), 0)
  const warned = mix.find(({ says }) => says === 'warned')?.times ?? 0
  const warnings = (country.dossiersPerYear / country.workingDays) * country.peakDay * warned
  const of = (says: string, where: string, asked: number, there: number): Ceiling => ({
    says,
    where,
    asked,
    there,
    ends: there / asked,
  })
  return [
    of(
      'warnings told within two minutes after eight, by one sweep',
      'shared/dynamodb/due.ts, atOnce',
      warnings / latestSeconds,
      toldAtOnce / tellSeconds,
    ),
    of(
      'events put into feeds, by two workers',
      'infra/integrations.ts, atOnce',
      filings * events,
      feedWorkers / eventSeconds,
    ),
    of(
      'requests to dossiers, by the throttle of its API',
      'infra/constructs/service-api.ts, rateLimit',
      filings * requestsOfALife,
      throttle,
    ),
  ].sort((a, b) => a.ends - b.ends)
}
