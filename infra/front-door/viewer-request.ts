import { readFileSync } from 'node:fs'
import { crossOrigin, security, strictTransportSeconds } from './headers.ts'

/** What the function on the edge knows: whose preflights it grants, and whether a service stands behind it. */
export interface ViewerRequest {
  origins: string[]
  /** Without a service behind it everything but a preflight is answered 404. */
  served: boolean
  /** The names of the pages behind it, where it is no service: of any other name it answers 404. */
  pages?: string[]
}

const source = readFileSync(new URL('./viewer-request.js', import.meta.url), 'utf8')

/** The code of the CloudFront Function: its settings, then viewer-request.js as it stands. At most 10 KB are allowed. */
export function viewerRequestCode({ origins, served, pages }: ViewerRequest): string {
  const always = { ...security, 'strict-transport-security': `max-age=${strictTransportSeconds}; includeSubDomains` }
  return `const settings = ${JSON.stringify({ origins, served, pages, ...crossOrigin, always })}\n${source}`
}
