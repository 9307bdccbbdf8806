import { resources, sandbox, statementsOf, templates } from '../infra/synthesized.ts'
import type { Decided } from './auth-desk.ts'

/**
 * What AWS itself does in a function's name, which no call of a story shows: reading its queue or stream, writing its log,
 * and whatever a table asks the key for beside opening.
 */
const takenByAws = [
  /^logs:/,
  /^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/,
  /^sqs:(ChangeMessageVisibility|DeleteMessage|GetQueueAttributes|GetQueueUrl|ReceiveMessage)$/,
]

/** How many rights each function has, and which of them the story never asked for; by function. */
export function unused(decided: Decided[]): { who: string; granted: number; unused: string[] }[] {
  const made = templates(sandbox())
  return resources(made, 'AWS::Lambda::Function').map(({ Properties }) => {
    const who = Properties.FunctionName as string
    const rights = statementsOf(made, who).flatMap(({ Action, Condition }) =>
      [Action].flat().map((action: string) => ({ action, via: viaOf(Condition) })),
    )
    const used = ({ action, via }: { action: string; via: string | undefined }) =>
      via === 'dynamodb' ||
      takenByAws.some((each) => each.test(action)) ||
      decided.some((each) => each.who === who && each.action === action && each.via?.split('.')[0] === via)
    const left = rights.filter((right) => !used(right))
    const sentence = ({ action, via }: (typeof left)[number]) => (via ? `${action} through ${via}` : action)
    return { who, granted: rights.length, unused: [...new Set(left.map(sentence))] }
  })
}

function viaOf(condition?: { StringEquals?: Record<string, string> }): string | undefined {
  return condition?.StringEquals?.['kms:ViaService']?.split('.')[0]
}
