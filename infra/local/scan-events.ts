import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3'
import { account, region, sdk } from './aws.ts'

/** Nobody may speak as `aws.guardduty`, here as on AWS; attachments listens to this name in the sandbox alone. */
const source = 'motcua.sandbox.guardduty'
const pauseMs = 200

/** The test signature that every scanner knows as malware and that harms nobody (EICAR), in two parts: no scanner minds this file. */
export const testSignature = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** What a scanner would say of these bytes: it knows the test signature, wherever it stands in them uncompressed. */
export function scanResultOf(bytes: Buffer): 'THREATS_FOUND' | 'NO_THREATS_FOUND' {
  return bytes.includes(testSignature) ? 'THREATS_FOUND' : 'NO_THREATS_FOUND'
}

/** An event as GuardDuty would put it on the account's own bus. */
export function scanEvent(object: { bucket: string; key: string; version?: string }, scanResultStatus: string) {
  return {
    Source: source,
    DetailType: 'GuardDuty Malware Protection Object Scan Result',
    Detail: JSON.stringify({
      schemaVersion: '1.0',
      scanStatus: 'COMPLETED',
      resourceType: 'S3_OBJECT',
      s3ObjectDetails: {
        bucketName: object.bucket,
        objectKey: object.key,
        versionId: object.version,
        s3Throttled: false,
      },
      scanResultDetails: {
        scanResultStatus,
        threats: scanResultStatus === 'THREATS_FOUND' ? [{ name: 'EICAR-Test-File (not a virus)' }] : null,
      },
    }),
  }
}

/** Stands in for GuardDuty, which the local AWS has not: scans what arrives in the bucket until it is stopped. */
export function startScanEvents(endpoint: string): { stop: () => Promise<void> } {
  const bucket = `motcua-attachments-${account}-${region}`
  const s3 = new S3Client({ ...sdk(endpoint), forcePathStyle: true })
  const bus = new EventBridgeClient(sdk(endpoint))
  const scanned = new Set<string>()
  const ending = new AbortController()
  const { signal } = ending
  const ended = watch()
  return {
    stop: () => {
      ending.abort()
      return ended
    },
  }

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      const began = Date.now()
      await scanNew().catch((error: Error) => {
        // Without its stack the service has no bucket, and nothing to scan.
        if (!signal.aborted && error.name !== 'NoSuchBucket') console.error(`Files were not scanned: ${error.message}`)
      })
      // A full bucket takes longer to list, and may not take up the machine.
      await pause(Math.max(pauseMs, (Date.now() - began) * 4))
    }
  }

  async function scanNew(): Promise<void> {
    for await (const { Contents: found = [] } of paginateListObjectsV2(
      { client: s3 },
      { Bucket: bucket, Prefix: 'incoming/' },
    )) {
      for (const { Key: key = '', ETag: tag } of found) {
        // A bucket that was thrown away and made again may have the same keys.
        const known = `${key} ${tag}`
        if (signal.aborted || scanned.has(known)) continue
        await scan(key)
        scanned.add(known)
      }
    }
  }

  async function scan(key: string): Promise<void> {
    const { Body: body, VersionId: version } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }), {
      abortSignal: signal,
    })
    const bytes = Buffer.from((await body?.transformToByteArray()) ?? [])
    const Entries = [scanEvent({ bucket, key, version }, scanResultOf(bytes))]
    const { FailedEntryCount: failed = 0 } = await bus.send(new PutEventsCommand({ Entries }), { abortSignal: signal })
    if (failed > 0) throw new Error(`the bus did not take the result of ${key}`)
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}
