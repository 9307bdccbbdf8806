import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { scanEvent } from '../../../infra/local/scan-events.ts'
import { openDesk } from './desk.ts'

interface Verdict {
  version?: string
  bucket?: string
  key?: string
}

/** The desk where files are scanned: what GuardDuty says comes by the event that the sandbox's stand-in makes. */
export async function openScanningDesk() {
  process.env.SCANNER = 'guardduty'
  const desk = await openDesk()
  const sqs = new SQSClient({})
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `${desk.bucket}-upload` }))
  process.env.UPLOAD_QUEUE = QueueUrl
  const { handler: onScan } = await import('../../../functions/attachments/on-scan.ts')

  /** The scanner speaks, and what follows from it is carried on as the queue would; answers how many went wrong. */
  async function scanned(id: string, result: string, { version, bucket, key }: Verdict = {}): Promise<number> {
    const object = { bucket: bucket ?? desk.bucket, key: key ?? `incoming/${id}`, version }
    const { Detail } = scanEvent(object, result)
    const { batchItemFailures: failures } = await onScan(desk.message({ detail: JSON.parse(Detail) }))
    return failures.length + (await carriedOn())
  }

  async function carriedOn(): Promise<number> {
    const { Messages: messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))
    const Records = messages.map(({ MessageId: messageId = '', Body: body = '' }) => ({ messageId, body }))
    for (const { ReceiptHandle } of messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
    return Records.length === 0 ? 0 : (await desk.onUpload({ Records })).batchItemFailures.length
  }

  return { ...desk, scanned }
}

export type ScanningDesk = Awaited<ReturnType<typeof openScanningDesk>>
