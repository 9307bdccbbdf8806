/** Sends one thing to the public API as the administrator. Throws with status and body when it isn't accepted. */
export type Send = (method: 'PUT' | 'POST', path: string, body: object) => Promise<void>

/** A Send for this front door and access token. */
export function sender(frontDoor: string, token: string): Send {
  return async (method, path, body) => {
    const answer = await fetch(frontDoor + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'accept-language': 'en',
        'idempotency-key': `seed${path.replaceAll('/', '-')}`.slice(-64),
      },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`)
  }
}
