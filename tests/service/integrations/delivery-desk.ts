import { randomUUID } from 'node:crypto'
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { dossierEvent } from '../../unit/integrations/sample.ts'
import { clients, type Desk, openDesk, setClock, ward } from './desk.ts'
import type { Receiver } from './receiver.ts'

const quietLooks = 2

/** The desk with workers at its queue, which run as many at once as there are messages. */
export async function openDeliveryDesk() {
  const desk = await openDesk()
  const { handler: onDeliver } = await import('../../../functions/integrations/on-deliver.ts')
  const { handler: onDue } = await import('../../../functions/integrations/on-due.ts')
  const sqs = new SQSClient({})
  const running = new Set<Promise<unknown>>()

  async function handle(body: string, receipt: string | undefined) {
    const { batchItemFailures: failed } = await onDeliver({ Records: [{ messageId: randomUUID(), body }] })
    if (failed.length === 0) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl: desk.queue, ReceiptHandle: receipt }))
    }
  }

  /** Hands out what is in the queue now. @returns how many messages that was. */
  async function handOut(): Promise<number> {
    const asked = { QueueUrl: desk.queue, MaxNumberOfMessages: 10, VisibilityTimeout: 60 }
    const { Messages: messages = [] } = await sqs.send(new ReceiveMessageCommand(asked))
    for (const { Body: body = '', ReceiptHandle: receipt } of messages) {
      const work = handle(body, receipt).finally(() => running.delete(work))
      running.add(work)
    }
    return messages.length
  }

  /** Works until the queue is empty and every worker has ended. */
  async function work(): Promise<void> {
    for (let quiet = 0; quiet < quietLooks; ) {
      quiet = (await handOut()) === 0 ? quiet + 1 : 0
      await Promise.all(running)
    }
  }

  const codeOf = (dossier: number) => `${ward}-261126-${String(dossier).padStart(4, '0')}`

  return {
    ...desk,
    handOut,
    work,
    running,
    codeOf,

    /** Something happens to a dossier of the ward. */
    happens: (dossier: number, version: number, more: object = {}) => {
      const code = codeOf(dossier)
      const known = { id: `dossiers:DOSSIER#${code}:${version}`, subject: code, agency: ward }
      return desk.hear(dossierEvent(version, { code, agency: ward }, { ...known, ...more }))
    },

    /** The sweep at an instant, and the work that it finds. */
    async sweepAt(instant: string) {
      setClock(instant)
      await onDue()
      await work()
    },

    async made({ url }: Pick<Receiver, 'url'>, more: object = {}) {
      const { status, body } = await desk.as(clients.ward, 'POST /v1/webhooks', {
        body: { url, agency: ward, ...more },
      })
      if (status !== 201) throw new Error(JSON.stringify(body))
      return body as { id: string; secret: string; position: string }
    },
    show: async (id: string) => (await desk.as(clients.ward, `GET /v1/webhooks/${id}`)).body,
    act: (id: string, act: string, body: object = {}, headers: Record<string, string> = {}) =>
      desk.as(clients.ward, `POST /v1/webhooks/${id}/${act}`, { body, headers }),
  }
}

export type DeliveryDesk = Desk & Awaited<ReturnType<typeof openDeliveryDesk>>
