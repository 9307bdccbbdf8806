import {
  GetObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3'
import { Plain } from './program.ts'

/** A file of the desk without its bytes. */
export interface FileHead {
  key: string
  contentType?: string
  metadata?: Record<string, string>
}

export const s3 = () => new S3Client({ forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined })

/** The bucket of the files; an account lists those of all its regions. Throws Plain when there is none in this one. */
export async function fileBucket(client: S3Client): Promise<string> {
  const { Buckets: buckets = [] } = await client.send(new ListBucketsCommand({}))
  const region = await client.config.region()
  const found = buckets
    .map(({ Name = '' }) => Name)
    .find((name) => name.startsWith('motcua-attachments-') && name.endsWith(`-${region}`))
  if (!found) throw new Plain('There is no bucket motcua-attachments-…: deploy motcua-attachments-data first.')
  return found
}

/** The keys of all files, in their order. */
export async function fileKeys(client: S3Client, Bucket: string): Promise<string[]> {
  const keys: string[] = []
  for await (const { Contents: found = [] } of paginateListObjectsV2({ client }, { Bucket }))
    keys.push(...found.map(({ Key = '' }) => Key))
  return keys.sort()
}

/** A file as it is now; each is written once, so that older versions say nothing more. */
export async function readFile(
  client: S3Client,
  Bucket: string,
  key: string,
): Promise<FileHead & { bytes: Uint8Array }> {
  const {
    Body,
    ContentType: contentType,
    Metadata: metadata,
  } = await client.send(new GetObjectCommand({ Bucket, Key: key }))
  if (!Body) throw new Error(`${key} has no body`)
  return { key, contentType, metadata, bytes: await Body.transformToByteArray() }
}

/** Puts a file back; the bucket seals it under its own key. */
export async function writeFile(
  client: S3Client,
  Bucket: string,
  { key, contentType, metadata, bytes }: Awaited<ReturnType<typeof readFile>>,
) {
  const told = { ContentType: contentType, Metadata: metadata }
  await client.send(new PutObjectCommand({ Bucket, Key: key, Body: bytes, ...told }))
}
