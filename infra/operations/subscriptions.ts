import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand, type Rule } from '@aws-sdk/client-eventbridge'
import type { Subscribed } from '../../shared/events/replay.ts'
import { Plain } from './program.ts'

const bus = 'motcua'

/** What a service hears, from the rules of its deployed stack. Throws Plain when it hears nothing. */
export async function subscriptionsOf(service: string): Promise<Subscribed[]> {
  const client = new EventBridgeClient({})
  const rules = await allRules(client)
  const own = rules.filter(({ Name = '' }) => Name.startsWith(`motcua-${service}-`))
  const found: Subscribed[] = []
  for (const { Name = '', EventPattern = '{}' } of own)
    found.push({ queue: await queueBehind(client, Name), takes: takes(EventPattern) })
  if (found.length > 0) return found
  const hearing = [...new Set(rules.map(({ Name = '' }) => Name.split('-')[1]))].join(', ')
  throw new Plain(`${service} subscribes to nothing here; these do: ${hearing || 'none'}.`)
}

/** A pattern of `detail-type` with names and prefixes, as infra/constructs/subscription.ts writes it. */
export function takes(pattern: string): (type: string) => boolean {
  const { 'detail-type': kinds, ...rest } = JSON.parse(pattern) as { 'detail-type'?: (string | { prefix: string })[] }
  const known = kinds?.every((kind) => typeof kind === 'string' || Object.keys(kind).join() === 'prefix')
  if (!kinds || !known || Object.keys(rest).length > 0) throw new Plain(`This pattern is not understood: ${pattern}`)
  return (type) => kinds.some((kind) => (typeof kind === 'string' ? kind === type : type.startsWith(kind.prefix)))
}

async function allRules(client: EventBridgeClient): Promise<Rule[]> {
  const rules: Rule[] = []
  let NextToken: string | undefined
  do {
    const asked = new ListRulesCommand({ EventBusName: bus, NamePrefix: 'motcua-', NextToken })
    const page = await client.send(asked)
    rules.push(...(page.Rules ?? []))
    NextToken = page.NextToken
  } while (NextToken)
  return rules
}

async function queueBehind(client: EventBridgeClient, Rule: string): Promise<string> {
  const { Targets: targets = [] } = await client.send(new ListTargetsByRuleCommand({ Rule, EventBusName: bus }))
  const queue = targets.map(({ Arn = '' }) => /^arn:aws[a-z-]*:sqs:.*:([^:]+)$/.exec(Arn)?.[1]).find(Boolean)
  if (!queue) throw new Plain(`The rule ${Rule} leads to no queue.`)
  return queue
}
