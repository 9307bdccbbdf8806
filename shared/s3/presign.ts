import { formatUrl } from '@aws-sdk/core/util'
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner'
import { HttpRequest } from '@smithy/core/protocols'
import { Hash } from '@smithy/core/serde'

/** Where an object lies. Keys are made of letters, digits, `/` and `-` alone, so that no path needs escaping. */
export interface Place {
  bucket: string
  key: string
}

/** The one body that a ticket lets in. */
export interface Body {
  contentType: string
  /** Bytes. */
  size: number
  /** SHA-256 of the body, base64. */
  checksum: string
}

export interface Ticket {
  method: 'PUT'
  url: string
  /** What the client must send; it adds Content-Length, which is signed too, by itself. */
  headers: { 'content-type': string; 'x-amz-checksum-sha256': string; 'if-none-match': string }
  expiresAt: string
}

/** A Lambda's credentials change while it lives, so they are read for each signature. */
function signer() {
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env
  if (!region || !accessKeyId || !secretAccessKey) throw new Error('AWS_REGION and credentials must be set')
  const sessionToken = process.env.AWS_SESSION_TOKEN || undefined // the local AWS sets it empty
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) }
  return new S3RequestPresigner({ region, credentials, sha256: Hash.bind(null, 'sha256') })
}

/** The address of an object: path-style at the local AWS, by the bucket's host name on AWS. */
function address({ bucket, key }: Place) {
  const local = process.env.AWS_ENDPOINT_URL
  if (!local) {
    const hostname = `${bucket}.s3.${process.env.AWS_REGION}.amazonaws.com`
    return { protocol: 'https:', hostname, path: `/${key}`, host: hostname }
  }
  const { protocol, hostname, port, host } = new URL(local)
  return { protocol, hostname, ...(port ? { port: Number(port) } : {}), path: `/${bucket}/${key}`, host }
}

/**
 * A link by which a client stores exactly this body, once: type, length, checksum and `If-None-Match: *` are signed.
 * Its life, in seconds, runs by the real clock, as S3 reads it.
 */
export async function presignedPut(place: Place, body: Body, seconds: number): Promise<Ticket> {
  const { host, ...target } = address(place)
  const sent = {
    'content-type': body.contentType,
    'x-amz-checksum-sha256': body.checksum,
    'if-none-match': '*',
  }
  const headers = { host, 'content-length': String(body.size), ...sent }
  const signingDate = new Date()
  const signed = await signer().presign(new HttpRequest({ ...target, method: 'PUT', headers: { ...headers } }), {
    signingDate,
    expiresIn: seconds,
    signableHeaders: new Set(Object.keys(headers)),
    // In the query, where the SDK would move it, S3 doesn't check the body against it.
    unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
  })
  const expiresAt = new Date(signingDate.getTime() + seconds * 1000).toISOString()
  return { method: 'PUT', url: formatUrl(signed), headers: sent, expiresAt }
}

/** A link to read an object for some seconds; S3 answers with the given type and disposition. */
export async function presignedGet(
  place: Place,
  answered: { contentType: string; disposition: string },
  seconds: number,
): Promise<string> {
  const { host, ...target } = address(place)
  const query = {
    'response-content-type': answered.contentType,
    'response-content-disposition': answered.disposition,
  }
  const request = new HttpRequest({ ...target, method: 'GET', headers: { host }, query })
  return formatUrl(await signer().presign(request, { expiresIn: seconds }))
}
