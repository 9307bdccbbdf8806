import type { Chapter, Finding, Stand } from '../chapter.ts'
import { ofService } from '../conflicts.ts'
import { services } from '../crash/services.ts'
import { drawn } from '../plan.ts'
import { openProxy } from '../proxy.ts'

/** How many services the short run takes. */
const sample = 3

async function run(stand: Stand): Promise<Finding[]> {
  const proxy = await openProxy(stand.endpoint)
  const order = [...services].sort((a, b) => drawn(stand.seed, a.service) - drawn(stand.seed, b.service))
  const chosen = stand.long ? services : order.slice(0, sample)
  const findings: Finding[] = []
  for (const [index, service] of chosen.entries()) {
    const left = stand.ends - Date.now()
    Object.assign(process.env, { EMULATOR: proxy.endpoint, AWS_ENDPOINT_URL: proxy.endpoint, BUS: 'none' })
    findings.push(...(await ofService(service, stand, proxy, Date.now() + left / (chosen.length - index))))
  }
  proxy.close()
  return findings
}

export const chapter: Chapter = { title: 'Transactions that meet others, writes whose answer is lost', run }
