import { EventBridgeClient, ListTargetsByRuleCommand, paginateListRules } from '@aws-sdk/client-eventbridge'
import { Plain } from './program.ts'

const bus = 'motcua'

/** A rule on the bus as it is deployed: its name, which is its queue's too, and which types it lets through. */
export interface DeployedSubscription {
  queue: string
  takes: (type: string) => boolean
}

/** What a service hears, from the rules of its deployed stack. Throws Plain when it hears nothing. */
export async function subscriptionsOf(service: string): Promise<DeployedSubscription[]> {
  const client = new EventBridgeClient({})
  const found: DeployedSubscription[] = []
  const rules: string[] = []
  for await (const { Rules = [] } of paginateListRules({ client }, { EventBusName: bus, NamePrefix: 'motcua-' })) {
    for (const { Name = '', EventPattern = '{}' } of Rules) {
      rules.push(Name)
      if (!Name.startsWith(`motcua-${service}-`)) continue
      found.push({ queue: await queueBehind(client, Name), takes: takes(EventPattern) })
    }
  }
  if (found.length > 0) return found
  const hearing = [...new Set(rules.map((name) => name.split('-')[1]))].join(', ')
  throw new Plain(`${service} subscribes to nothing here; these do: ${hearing || 'none'}.`)
}

/** A pattern of `detail-type` with names and prefixes, as infra/constructs/subscription.ts writes it. */
export function takes(pattern: string): (type: string) => boolean {
  const { 'detail-type': kinds, ...rest } = JSON.parse(pattern) as { 'detail-type'?: (string | { prefix: string })[] }
  const known = kinds?.every((kind) => typeof kind === 'string' || Object.keys(kind).join() === 'prefix')
  if (!kinds || !known || Object.keys(rest).length > 0) throw new Plain(`This pattern is not understood: ${pattern}`)
  return (type) => kinds.some((kind) => (typeof kind === 'string' ? kind === type : type.startsWith(kind.prefix)))
}

async function queueBehind(client: EventBridgeClient, Rule: string): Promise<string> {
  const { Targets: targets = [] } = await client.send(new ListTargetsByRuleCommand({ Rule, EventBusName: bus }))
  const queue = targets.map(({ Arn = '' }) => /^arn:aws[a-z-]*:sqs:.*:([^:]+)$/.exec(Arn)?.[1]).find(Boolean)
  if (!queue) throw new Plain(`The rule ${Rule} leads to no queue.`)
  return queue
}
