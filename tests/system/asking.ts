import { inject } from 'vitest'
import { accessToken } from '../../infra/local/access-token.ts'
import { type Asked, caller } from '../../infra/local/first-dossier/caller.ts'
import type {} from './desk.ts'

/** What a refusal says, as far as the tests read it. */
export interface Problem {
  type: string
  title: string
  status: number
  instance: string
  errors?: { pointer: string; detail: string }[]
  state?: { code: number; name: string }
  possible?: string[]
}

/** Addresses of the desk, and tokens and calls for its personas. */
export function asking() {
  const desk = inject('desk')
  const token = (persona: string): Promise<string> => {
    const signIn = desk.signIns[persona]
    if (!signIn) throw new Error(`${persona} is no persona`)
    return accessToken(desk.endpoint, signIn)
  }
  const call = caller(desk.frontDoor, token)

  /** Expects a refusal of this status; answers the problem document with its kebab-case name. */
  async function refusal(request: string, status: number, asked: Asked = {}): Promise<Problem & { name: string }> {
    const { body, headers } = await call<Problem>(request, status, asked)
    const type = headers.get('content-type')
    if (type !== 'application/problem+json') throw new Error(`${request} was refused with content type ${type}`)
    const told = body.status === status && body.title !== '' && body.instance !== ''
    if (!told || 'stack' in body) throw new Error(`${request} was refused unclearly: ${JSON.stringify(body)}`)
    return { ...body, name: body.type.replace('/problems/', '') }
  }

  /** A whole list, over all its pages: the desk is shared, and nobody knows how much others have left there. */
  async function list<Row>(path: string, persona: string): Promise<Row[]> {
    const rows: Row[] = []
    for (let cursor = ''; ; ) {
      const request = `GET ${path}${path.includes('?') ? '&' : '?'}limit=100${cursor}`
      const { items, nextCursor } = (await call<{ items: Row[]; nextCursor?: string }>(request, 200, { persona })).body
      rows.push(...items)
      if (nextCursor === undefined) return rows
      cursor = `&cursor=${nextCursor}`
    }
  }

  /** The bytes behind the content link of a file. */
  async function content(id: string, persona: string): Promise<Buffer> {
    const { headers } = await call(`GET /v1/attachments/${id}/content`, 302, { persona })
    const answer = await fetch(headers.get('location') ?? '')
    if (!answer.ok) throw new Error(`the link of ${id} was answered ${answer.status}: ${await answer.text()}`)
    return Buffer.from(await answer.arrayBuffer())
  }

  return { desk, token, call, refusal, list, content }
}
