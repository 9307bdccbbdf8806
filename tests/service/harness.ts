import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { documents, type Table } from '../../shared/dynamodb/client.ts'
import type { HttpEvent, HttpResult } from '../../shared/http/request.ts'
import { endpoint } from './endpoint.ts'

/** The indexes of a service's table as its stack defines them: name → [partition, sort] and what is projected. */
export type Indexes = Record<string, { keys: [string, string]; include?: string[] }>

/** A fresh table in the local AWS, of the shape that every service has. */
export async function freshTable(service: string, indexes: Indexes = {}): Promise<Table & { base: DynamoDBClient }> {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'ap-southeast-1' })
  process.env.AWS_ENDPOINT_URL = endpoint()
  const base = new DynamoDBClient({})
  const name = `${service}-${randomUUID()}`
  const attributes = new Set(['pk', 'sk', ...Object.values(indexes).flatMap(({ keys }) => keys)])
  const key = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ]
  const secondary = Object.entries(indexes).map(([index, { keys, include }]) => ({
    IndexName: index,
    KeySchema: key(...keys),
    Projection: include
      ? { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: include }
      : { ProjectionType: 'ALL' as const },
  }))
  await base.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: key('pk', 'sk'),
      AttributeDefinitions: [...attributes].map((attribute) => ({ AttributeName: attribute, AttributeType: 'S' })),
      ...(secondary.length > 0 ? { GlobalSecondaryIndexes: secondary } : {}),
    }),
  )
  return { client: documents(base), name, base }
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' }] }

/** The public key of the test's issuer, as anybody can read it. */
export const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()

/** The scope that the tokens of machines have. */
export const machineScope = 'motcua/desk'

/** Points the functions of this process at the test's own issuer. Call before importing a service's `api.ts`. */
export function useTestIssuer() {
  process.env.ISSUER = 'https://issuer.example'
  process.env.JWKS_URI = `data:application/json,${encodeURIComponent(JSON.stringify(jwks))}`
  process.env.MACHINE_SCOPE = machineScope
  process.env.CLIENT_IDS ??= ''
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An access token of the test's issuer; any claim and header may be set, to make a bad one. */
export function token(sub: string, claims: object = {}, header: object = {}): string {
  const seconds = Math.floor(Date.now() / 1000)
  const machine = (claims as { client_id?: string }).client_id === sub
  const scope = machine ? machineScope : 'openid email'
  const payload = { iss: 'https://issuer.example', sub, token_use: 'access', client_id: 'test', scope, iat: seconds }
  const signed = `${part({ alg: 'RS256', kid: 'test', ...header })}.${part({ ...payload, exp: seconds + 600, ...claims })}`
  return `${signed}.${createSign('sha256').update(signed).sign(privateKey, 'base64url')}`
}

const isJson = ({ headers }: HttpResult) => /^application\/(problem\+)?json/.test(headers['content-type'] ?? '')

export interface Asked {
  token?: string
  headers?: Record<string, string>
  body?: unknown
}

/** Calls a handler as the HTTP API would; the body of the answer comes back parsed, unless it is a text of another type. */
export async function call(
  handler: (event: HttpEvent, context: never) => Promise<HttpResult>,
  request: string,
  { token: bearer, headers = {}, body }: Asked = {},
) {
  const [method = 'GET', target = '/'] = request.split(' ')
  const [rawPath = '/', rawQueryString = ''] = target.split('?')
  const lowered = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const result = await handler(
    {
      rawPath,
      rawQueryString,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        ...lowered,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      requestContext: { requestId: randomUUID(), http: { method, sourceIp: '127.0.0.1' } },
    },
    {} as never,
  )
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was answered
  const answered: any = result.body === '' ? undefined : isJson(result) ? JSON.parse(result.body) : result.body
  return { status: result.statusCode, headers: result.headers, body: answered }
}
