import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { security } from '../front-door/headers.ts'
import { prefixes } from '../prefixes.ts'
import { ApiGone, publishedApi } from './apis.ts'
import { corsHeaders, preflightHeaders } from './cors.ts'
import { type LocalRoute, localRoutes, routeAt } from './local-routes.ts'
import { Problem } from './problem.ts'
import { proxy } from './proxy.ts'
import { ownerOf } from './routing.ts'

/** What the front door stands before. */
export type Behind = {
  /** The local AWS. */
  endpoint: string
  /** The id of each service's API, by service, as far as it is known; one that is nowhere published is answered 503. */
  apis: Record<string, string>
  userPoolId: string
  clockFile: string
  /** The folder where SMS lie. */
  smsOutbox: string
  /** Names of the personas, for the page. */
  personas: string[]
}

export type FrontDoor = { url: string; open: (behind: Behind) => void; stop: () => Promise<void> }

/** Listens on 127.0.0.1; answers 503 until it is opened. Rejects when the port is taken. */
export async function startFrontDoor(port: number): Promise<FrontDoor> {
  let behind: Behind | undefined
  let routes: Record<string, LocalRoute> = {}
  const server = createServer((request, response) => {
    response.setHeaders(new Map(Object.entries(security)))
    answer(request, response, behind, routes).catch((error: unknown) => refuse(request, response, error))
  })
  // A large upload or a slow function may take its time.
  server.requestTimeout = 0
  await listen(server, port)
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    open: (opened) => {
      behind = opened
      routes = localRoutes(opened, url)
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  behind: Behind | undefined,
  routes: Record<string, LocalRoute>,
): Promise<void> {
  // First, as on AWS: a browser that may not ask can't read why.
  if (request.method === 'OPTIONS') return void response.writeHead(204, preflightHeaders(request.headers)).end()
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  if (!behind) throw new Problem(503, 'starting', 'The desk is still starting.')
  const service = ownerOf(path, prefixes)
  const local = routeAt(routes, path)
  if (!service && !local) throw new Problem(404, 'not-found', `Nothing is at ${path}.`)
  if (service) {
    await serve(request, response, behind, service)
  } else if (local) {
    const { type, body } = await local(request)
    // The sandbox's own pages have scripts; those of problems are also on AWS and keep its policy.
    if (!path.startsWith('/problems')) response.removeHeader('content-security-policy')
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...corsHeaders(request.headers) })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
}

async function serve(request: IncomingMessage, response: ServerResponse, behind: Behind, service: string) {
  const api = behind.apis[service] ?? (await publishedApi(behind.endpoint, service))
  if (!api) throw new ApiGone(service)
  behind.apis[service] = api
  const there = await proxy(request, response, behind.endpoint, api)
  if (there) return
  delete behind.apis[service]
  throw new ApiGone(service)
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const problem = error instanceof Problem ? error : new Problem(500, 'internal-error', String(error))
  if (!(error instanceof Problem)) console.error(error)
  if (response.headersSent) return void response.destroy()
  // What is left of the body would otherwise be read as the next request.
  if (!request.complete) response.setHeader('connection', 'close')
  response.writeHead(problem.status, {
    'content-type': 'application/problem+json',
    ...(problem.status === 503 ? { 'retry-after': '5' } : {}),
    ...problem.headers,
    ...corsHeaders(request.headers),
  })
  response.end(request.method === 'HEAD' ? undefined : problem.body())
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
}
