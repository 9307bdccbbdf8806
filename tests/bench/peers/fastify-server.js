// The same intake as an experienced hand would write it for one server and one database: Fastify, a JSON schema, RS256,
// one transaction with the record, its first journal entry, its key and its code. It runs from .local/peers.
// What it leaves out of ours: rights by a register of staff, the working calendar, sealed personal data, the outbox.
import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto'
import fastify from 'fastify'
import pg from 'pg'

const { DATABASE_PORT, PORT, PUBLIC_KEY } = process.env
const key = createPublicKey(PUBLIC_KEY)
const pool = new pg.Pool({
  host: '127.0.0.1',
  port: Number(DATABASE_PORT),
  user: 'bench',
  database: 'postgres',
  max: 16,
})
await pool.query(`
  create table dossier (code text primary key, agency text not null, status text not null, version int not null,
    received_at timestamptz not null, secret_hash text not null, record jsonb not null);
  create index inbox on dossier (agency, status, received_at);
  create table journal (code text not null, version int not null, type text not null, at timestamptz not null, by text not null,
    previous text not null, primary key (code, version));
  create table idempotency (actor text not null, key text not null, hash text not null, code text not null,
    primary key (actor, key));
  create sequence number;`)

const text = { type: 'string', maxLength: 200 }
const schema = {
  body: {
    type: 'object',
    additionalProperties: false,
    required: ['procedure', 'receivingPoint', 'channel', 'applicant', 'papers', 'returnBy'],
    properties: {
      procedure: text,
      case: text,
      receivingPoint: text,
      channel: { enum: ['DESK', 'ONLINE', 'POST'] },
      applicant: {
        type: 'object',
        additionalProperties: false,
        required: ['kind', 'name'],
        properties: { kind: text, name: text, idNumber: text, phone: text, email: text, address: text },
      },
      papers: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['paper', 'kind', 'copies'],
          properties: { paper: text, kind: text, copies: { type: 'integer', minimum: 1 } },
        },
      },
      form: { type: 'object', additionalProperties: text },
      returnBy: { type: 'object', additionalProperties: false, required: ['method'], properties: { method: text } },
    },
  },
}

/** Whose token it is; undefined for one that is not good. */
function actorOf(authorization = '') {
  const [head, body, signature] = authorization.replace(/^Bearer /, '').split('.')
  if (!signature) return undefined
  const good = verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))
  const claims = good && JSON.parse(Buffer.from(body, 'base64url').toString())
  return claims && claims.exp * 1000 > Date.now() ? claims.sub : undefined
}

const hash = (value) => createHash('sha256').update(value).digest('base64url')

async function file(client, actor, idempotencyKey, body) {
  const { rows } = await client.query(`select nextval('number') as number`)
  const day = new Date().toISOString().slice(2, 10).replaceAll('-', '')
  const code = `${body.receivingPoint.split('-')[0]}-${day}-${String(rows[0].number).padStart(6, '0')}`
  const secret = randomBytes(9).toString('base64url')
  const at = new Date()
  await client.query('begin')
  try {
    await client.query('insert into idempotency values ($1, $2, $3, $4)', [
      actor,
      idempotencyKey,
      hash(JSON.stringify(body)),
      code,
    ])
    const record = JSON.stringify(body)
    const head = [code, body.receivingPoint.split('-')[0], 'ACCEPTED', 1, at, hash(secret), record]
    await client.query('insert into dossier values ($1, $2, $3, $4, $5, $6, $7)', head)
    await client.query('insert into journal values ($1, $2, $3, $4, $5, $6)', [
      code,
      1,
      'dossier.accepted',
      at,
      actor,
      '',
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
  return { code, secret, status: 'ACCEPTED', version: 1, receivedAt: at.toISOString(), ...body }
}

const app = fastify()
app.post('/v1/dossiers', { schema }, async (request, reply) => {
  const actor = actorOf(request.headers.authorization)
  if (actor === undefined) return reply.code(401).send()
  const client = await pool.connect()
  try {
    return reply.code(201).send(await file(client, actor, request.headers['idempotency-key'], request.body))
  } finally {
    client.release()
  }
})
await app.listen({ host: '127.0.0.1', port: Number(PORT) })
process.send?.('ready')
process.once('SIGTERM', () =>
  app
    .close()
    .then(() => pool.end())
    .then(() => process.exit(0)),
)
