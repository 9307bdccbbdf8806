import type { Resource, templates } from '../infra/synthesized.ts'

type Templates = ReturnType<typeof templates>

/** What stands on AWS and costs without anybody coming, counted in the templates of production. */
export interface Standing {
  keys: number
  secrets: number
  alarms: number
  metrics: number
  /** Queues that a function empties: of as many at once as it likes, and of so many at most. */
  queues: { free: number; bounded: number }
  sweeps: number
  /** Which queues of ours each type of event is brought to, by the rules of the bus. */
  rules: { queue: string; types: string[]; prefixes: string[] }[]
}

type Pattern = string | { prefix: string }

/** Counts them. */
export function standingOf(made: Templates): Standing {
  const all = Object.values(made).flatMap((template) => Object.values(template.Resources as Record<string, Resource>))
  const of = (type: string) => all.filter(({ Type }) => Type === type)
  const mappings = of('AWS::Lambda::EventSourceMapping').filter(
    ({ Properties }) => Properties.BatchSize !== undefined && !Properties.StartingPosition,
  )
  const bounded = mappings.filter(({ Properties }) => Properties.ScalingConfig?.MaximumConcurrency !== undefined)
  return {
    keys: of('AWS::KMS::Key').length,
    secrets: of('AWS::SecretsManager::Secret').length,
    alarms: of('AWS::CloudWatch::Alarm').length,
    metrics: new Set(of('AWS::Logs::MetricFilter').map(({ Properties }) => JSON.stringify(metricOf(Properties)))).size,
    queues: { free: mappings.length - bounded.length, bounded: bounded.length },
    sweeps: of('AWS::Scheduler::Schedule').filter(
      ({ Properties }) => Properties.ScheduleExpression === 'rate(1 minute)',
    ).length,
    rules: of('AWS::Events::Rule').map(({ Properties }) => ruleOf(Properties)),
  }
}

const metricOf = ({ MetricTransformations: [first] }: Resource['Properties']) => [
  first.MetricNamespace,
  first.MetricName,
]

function ruleOf({ Name: queue, EventPattern: pattern }: Resource['Properties']): Standing['rules'][number] {
  const kinds: Pattern[] = pattern['detail-type'] ?? []
  return {
    queue,
    types: kinds.filter((kind) => typeof kind === 'string'),
    prefixes: kinds.flatMap((kind) => (typeof kind === 'string' ? [] : [kind.prefix])),
  }
}

/** How many queues an event of this type is brought to. */
export const queuesOf = ({ rules }: Pick<Standing, 'rules'>, type: string): number =>
  rules.filter(({ types, prefixes }) => types.includes(type) || prefixes.some((prefix) => type.startsWith(prefix)))
    .length
