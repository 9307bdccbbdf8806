// The handler of the intake behind a plain HTTP server, in a process of its own: what the peers have besides their work.
import { createServer } from 'node:http'
import { publicKeyPem } from '../../service/harness.ts'
import { openOffice } from '../intake-office.ts'

const [endpoint = '', port = ''] = process.argv.slice(2)
const { handler, filing, clerk } = await openOffice(endpoint)
let serial = 0

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  serial += 1
  const answer = await handler(
    {
      rawPath: request.url ?? '/',
      rawQueryString: '',
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(chunks).toString(),
      requestContext: { requestId: String(serial), http: { method: request.method ?? 'GET', sourceIp: '127.0.0.1' } },
    },
    {} as never,
  )
  response.writeHead(answer.statusCode, answer.headers).end(answer.body)
})
server.listen(Number(port), '127.0.0.1', () => process.send?.({ token: clerk, filing, publicKey: publicKeyPem }))
process.once('SIGTERM', () => process.exit(0))
