import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the bus does with a call: takes all of it, refuses every other entry, or is away. */
export type Mood = 'takes' | 'refuses some' | 'is away'

interface Entry {
  DetailType: string
  Source: string
  Time: number
  Detail: string
}

/** A bus on this machine that speaks PutEvents, so that publishers are the real ones: it takes entries one by one and says so. */
export async function startBus(onEvent: (type: string, message: string) => void) {
  let mood: Mood = 'takes'
  let number = 0
  const server = createServer(async (asked, response) => {
    let text = ''
    for await (const chunk of asked) text += chunk
    const json = { 'content-type': 'application/x-amz-json-1.1' }
    if (mood === 'is away') {
      // No fault that a client would try thrice: the stream tries again, and this story's time is not the clock's.
      response.writeHead(400, { ...json, 'x-amzn-errortype': 'AccessDeniedException' }).end('{}')
      return
    }
    const { Entries: entries } = JSON.parse(text) as { Entries: Entry[] }
    const answers = entries.map((entry, index) => {
      if (mood === 'refuses some' && index % 2 === 1) return { ErrorCode: 'ThrottlingException' }
      number += 1
      const { DetailType: type, Source: source, Time: time, Detail: detail } = entry
      const event = { version: '0', id: `b${number}`, 'detail-type': type, source, time, resources: [] }
      onEvent(type, JSON.stringify({ ...event, detail: JSON.parse(detail) }))
      return { EventId: `b${number}` }
    })
    const failed = answers.filter((answer) => 'ErrorCode' in answer).length
    response.writeHead(200, json).end(JSON.stringify({ FailedEntryCount: failed, Entries: answers }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    is: (next: Mood) => {
      mood = next
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export type Bus = Awaited<ReturnType<typeof startBus>>
