import type { SQSClient } from '@aws-sdk/client-sqs'
import { describe, expect, it } from 'vitest'
import { move } from '../../../infra/operations/move.ts'

const queue = (name: string) => ({
  name,
  url: `url-${name}`,
  arn: `arn-${name}`,
  waiting: 3,
  held: 0,
  visibility: 6,
  receives: 3,
})
const [letters, edge] = [queue('letters'), queue('edge')]

/** A client that answers each kind of command from its list, the last answer again and again, and remembers what it was asked. */
function client(answers: Record<string, (object | Error)[]>) {
  const asked: { command: string; input: object }[] = []
  const send = async ({ constructor: { name }, input }: { constructor: { name: string }; input: object }) => {
    const command = name.replace('Command', '')
    asked.push({ command, input })
    const list = answers[command] ?? [{}]
    const answer = list.length > 1 ? list.shift() : list[0]
    if (answer instanceof Error) throw answer
    return answer
  }
  return { asked, sqs: { send } as unknown as SQSClient }
}

const noMoveTasks = Object.assign(new Error('The action is not valid'), { name: 'InvalidAction' })
const message = (Body: string) => ({ Body, ReceiptHandle: `handle-${Body}` })

describe('messages that go back to their queue', () => {
  it('are moved by SQS to the queue that is said, and counted when it is done', async () => {
    const { asked, sqs } = client({
      ListMessageMoveTasks: [
        { Results: [{ Status: 'RUNNING', ApproximateNumberOfMessagesMoved: 1 }] },
        { Results: [{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 3 }] },
      ],
    })
    expect(await move(sqs, letters, edge)).toBe(3)
    expect(asked[0]).toEqual({
      command: 'StartMessageMoveTask',
      input: { SourceArn: 'arn-letters', DestinationArn: 'arn-edge' },
    })
  })

  it('are not called moved when SQS gives up', async () => {
    const { sqs } = client({
      ListMessageMoveTasks: [{ Results: [{ Status: 'FAILED', FailureReason: 'no such queue' }] }],
    })
    await expect(move(sqs, letters, edge)).rejects.toThrow(/FAILED: no such queue/)
  })

  it('are carried by hand where there are no move tasks: each is deleted after it was sent, and none that came back is taken', async () => {
    const { asked, sqs } = client({
      StartMessageMoveTask: [noMoveTasks],
      ReceiveMessage: [{ Messages: [message('a'), message('b')] }, { Messages: [message('c')] }],
    })
    expect(await move(sqs, letters, edge)).toBe(3)
    const carried = asked.filter(({ command }) => /^(Send|Delete)/.test(command))
    expect(carried.map(({ command, input }) => [command, Object.values(input).filter(Boolean)])).toEqual(
      ['a', 'b', 'c'].flatMap((body) => [
        ['SendMessage', ['url-edge', body]],
        ['DeleteMessage', ['url-letters', `handle-${body}`]],
      ]),
    )
  })

  it('stay when sending fails', async () => {
    const { asked, sqs } = client({
      StartMessageMoveTask: [noMoveTasks],
      ReceiveMessage: [{ Messages: [message('a')] }],
      SendMessage: [new Error('away')],
    })
    await expect(move(sqs, letters, edge)).rejects.toThrow('away')
    expect(asked.map(({ command }) => command)).not.toContain('DeleteMessage')
  })

  it('are not carried by hand because of any other refusal', async () => {
    const denied = Object.assign(new Error('no'), { name: 'AccessDenied' })
    await expect(move(client({ StartMessageMoveTask: [denied] }).sqs, letters, edge)).rejects.toThrow('no')
  })
})
