import { randomUUID } from 'node:crypto'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type Desk, openDesk } from '../../service/attachments/desk.ts'
import { announced, pdf } from '../../service/attachments/samples.ts'
import { call } from '../../service/harness.ts'
import { heard, queued, requested } from './asking.ts'
import { published } from './published.ts'
import { newAgency } from './reference.ts'
import { staffHeard } from './staff-heard.ts'
import type { Service, UseCase } from './use-case.ts'

const agency = 'H26.125'
const bytes = pdf('of a try')
const { sha256 } = announced(bytes)

let number = 0
const newCode = (): string => `${agency}-261124-${String(++number).padStart(4, '0')}`
const newFeedback = (): string => `FB${String(++number).padStart(8, '0')}`

/** A file has come, and nobody has looked at it yet; past its ticket, as only a fault of ours could let it. */
async function arrived(desk: Desk, content = bytes) {
  const { id } = (await desk.ask('citizen', announced(bytes))).body
  const s3 = new S3Client({ forcePathStyle: true })
  const put = new PutObjectCommand({ Bucket: desk.bucket, Key: `incoming/${id}`, Body: content })
  const { VersionId: versionId } = await s3.send(put)
  return { id, object: { bucket: { name: desk.bucket }, object: { key: `incoming%2F${id}`, versionId } } }
}

/** The check of a file comes to a status, and whoever may read it finds it where its status says. */
async function checked(desk: Desk, id: string, status: string): Promise<string[]> {
  const { body } = await desk.look('citizen', id)
  const { status: content } = await desk.look('citizen', id, '/content')
  const readable = status === 'VERIFIED' ? 302 : 409
  return [
    ...(body.status === status ? [] : [`the file is ${body.status}, should be ${status}`]),
    ...(content === readable ? [] : [`its content is answered with ${content}`]),
  ]
}

const uploaded = (does: string, content: Buffer, status: string): UseCase<Desk> => ({
  does,
  by: 'on-upload.ts',
  async prepare(desk) {
    const { id, object } = await arrived(desk, content)
    return { ask: queued({ Records: [{ s3: object }] }), broken: () => checked(desk, id, status) }
  },
})

const scanned = (does: string, scanResultStatus: string): UseCase<Desk> => ({
  does,
  by: 'on-scan.ts',
  async prepare(desk) {
    const { id, object } = await arrived(desk)
    const s3ObjectDetails = { bucketName: desk.bucket, objectKey: `incoming/${id}`, versionId: object.object.versionId }
    return { ask: queued({ detail: { s3ObjectDetails, scanResultDetails: { scanResultStatus } } }) }
  },
})

const filed = (id: string, by: string) => ({ attachments: [{ id, sha256 }], filedBy: { id: by }, owner: by, agency })

/** A dossier names two files of whoever filed it, or of somebody else. */
const named = (does: string, by: string): UseCase<Desk> => ({
  does,
  by: 'on-dossier.ts',
  async prepare(desk) {
    const [one, other] = [await desk.upload('citizen', bytes), await desk.upload('citizen', bytes)]
    const data = { ...filed(one, by), attachments: [one, other].map((id) => ({ id, sha256 })) }
    return { ask: heard({ type: 'dossier.submitted', subject: newCode(), version: 1, data }) }
  },
})

const consumers: UseCase<Desk>[] = [
  uploaded('check a file that came as announced', bytes, 'VERIFIED'),
  uploaded('check a file that is another one', Buffer.from('<html>'), 'REJECTED'),
  scanned('hear that a file is clean', 'NO_THREATS_FOUND'),
  scanned('hear that a file is malware', 'THREATS_FOUND'),
  named('give a dossier its files', 'citizen'),
  named('refuse a dossier the files of somebody else', 'thief'),
  {
    does: 'refuse a dossier a file that nobody announced',
    by: 'on-dossier.ts',
    async prepare() {
      const id = `01KB04G9Z6Y0N3T5Q8R2V7${String(++number).padStart(4, '0')}`
      return { ask: heard({ type: 'dossier.submitted', subject: newCode(), version: 1, data: filed(id, 'citizen') }) }
    },
  },
  {
    does: 'give feedback its file',
    by: 'on-feedback.ts',
    async prepare(desk) {
      const body = { ...announced(bytes), for: { feedback: 'my-note' } }
      const id = await desk.put((await call(desk.handler, 'POST /v1/attachments', { body })).body, bytes)
      const data = { agency, attachments: [{ id, sha256 }] }
      return { ask: heard({ type: 'feedback.received', subject: newFeedback(), version: 1, data }) }
    },
  },
  {
    does: 'hear of an agency',
    by: 'on-reference.ts',
    async prepare() {
      const id = newAgency()
      const data = { agency: { id }, lineage: ['H26'], policy: {} }
      return { ask: heard({ type: 'agency.changed', subject: id, version: 1, data }) }
    },
  },
]

export const attachments: Service<Desk> = {
  service: 'attachments',
  async open() {
    const { QueueUrl: queue } = await new SQSClient({}).send(new CreateQueueCommand({ QueueName: randomUUID() }))
    process.env.UPLOAD_QUEUE = queue
    const desk = await openDesk()
    await desk.staff('clerk', agency)
    return { desk }
  },
  useCases: [
    {
      does: 'ask for a ticket',
      by: 'api.ts',
      route: 'POST /v1/attachments',
      prepare: async () => ({
        ask: requested('POST /v1/attachments', { who: 'citizen', body: announced(bytes), answer: ({ id }) => id }),
      }),
    },
    ...consumers,
    staffHeard(),
    published(),
  ],
}
