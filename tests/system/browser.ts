import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { launch } from './chromium.ts'

/** What a script of the page can see of an answer: of the headers those alone that are exposed to its origin. */
export interface Seen {
  status: number
  headers: Record<string, string>
  body: string
}

export interface Asking {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** A page of a front end, on an origin of its own, in a browser that keeps to the rules of the web. */
export interface Page {
  origin: string
  /** Fetches from a script of the page. Rejects with the browser's "Failed to fetch" when it may not ask or not read. */
  ask: (url: string, asking?: Asking) => Promise<Seen>
  /** PUTs these bytes, as a script does with a file that was chosen; answers the status. */
  put: (url: string, headers: Record<string, string>, bytes: Uint8Array) => Promise<number>
  close: () => Promise<void>
}

/** Serves an empty page on a free port of 127.0.0.1 and opens it in Chromium. */
export async function openPage(): Promise<Page> {
  const site = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end('<!doctype html><html lang="vi"><title>Một cửa</title></html>')
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  const browser = await launch()
  const page = await browser.newPage()
  await page.goto(origin)
  return {
    origin,
    ask: (url, asking = {}) =>
      page.evaluate(
        async ([to, init]) => {
          const answer = await fetch(to, init)
          return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
        },
        [url, asking] as const,
      ),
    put: (url, headers, bytes) =>
      page.evaluate(
        async ([to, sent, text]) => {
          const body = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
          return (await fetch(to, { method: 'PUT', headers: sent, body })).status
        },
        [url, headers, Buffer.from(bytes).toString('base64')] as const,
      ),
    close: async () => {
      await browser.close()
      site.close()
    },
  }
}
