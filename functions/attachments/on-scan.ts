import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { required } from '../../shared/environment/required.ts'
import { queueConsumer } from '../../shared/events/consumer.ts'
import { sender } from '../../shared/events/sender.ts'
import { condemned, isUnchecked } from './attachment.ts'
import { findingOf, ScanPick } from './scan.ts'
import { open } from './store.ts'
import { idIn } from './stored-object.ts'

const store = open(serviceTable())
const bucket = required('BUCKET')
const send = sender(required('UPLOAD_QUEUE'))

/**
 * What the scanner found in a file that arrived. A good file goes on to its own check, which takes the very version that
 * was scanned. Where the scanner could not look the file stays unchecked, and the result ends among the dead letters.
 */
export const handler = queueConsumer('attachments:scan', async (message) => {
  const { s3ObjectDetails: object, scanResultDetails: result } = ScanPick.parse(message).detail
  const id = idIn(object.objectKey)
  // The scanner may look after other buckets of the account as well.
  if (object.bucketName !== bucket || id === undefined) return
  const attachment = await store.find(id)
  if (!attachment) throw new Error(`no record of the object ${object.objectKey}`)
  const finding = findingOf(result.scanResultStatus)
  if ('failed' in finding) throw new Error(`the scanner could not read ${object.objectKey}: ${finding.failed}`)
  if ('good' in finding) {
    const scanned = { Bucket: bucket, Key: object.objectKey, VersionId: object.versionId }
    if (isUnchecked(attachment)) await send([{ scanned }])
    return
  }
  const { head } = await store.decide(attachment, (current) => condemned(current, finding.reason, now()))
  // Somebody may have it by now: no verdict takes it back, a person has to.
  if (head.status === 'VERIFIED') throw new Error(`${finding.reason} in ${object.objectKey}, which is verified already`)
})
