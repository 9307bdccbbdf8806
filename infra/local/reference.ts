import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { prefixes } from '../prefixes.ts'
import { root } from './aws.ts'
import type { Given } from './local-routes.ts'

const scalar = join(root, 'node_modules', '@scalar', 'api-reference', 'dist', 'browser', 'standalone.js')

/** Nothing is loaded from elsewhere and nothing is sent elsewhere, whatever the program of the page would like to do. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'", // it writes its own style elements
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
].join('; ')

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="icon" href="data:,">
<title>Motcua: API reference</title>
<noscript>The reference needs JavaScript; <a href="/">the OpenAPI documents</a> do not.</noscript>
<div id="reference"></div>
<script src="/docs/scalar.js"></script>
<script src="/docs/open.js"></script>
</html>
`

/** What the reference shows, and with which of its features: nothing that talks to anybody but this front door. */
function configuration() {
  const services = [...new Set(prefixes.map(({ service }) => service))]
  return {
    sources: services.map((service) => ({
      title: service,
      slug: service,
      url: `/v1/${service}/openapi.json`,
      agent: { disabled: true },
    })),
    agent: { disabled: true },
    mcp: { disabled: true },
    telemetry: false,
    withDefaultFonts: false,
    hideClientButton: true,
    showDeveloperTools: 'never',
    defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
    documentDownloadType: 'json',
  }
}

/** The API reference of all services: a page, its program from node_modules and how it is opened. */
export const reference: Record<string, Given> = {
  '/docs': { type: 'text/html; charset=utf-8', body: () => page },
  '/docs/scalar.js': { type: 'text/javascript; charset=utf-8', body: () => readFileSync(scalar, 'utf8') },
  '/docs/open.js': {
    type: 'text/javascript; charset=utf-8',
    body: () => `Scalar.createApiReference('#reference', ${JSON.stringify(configuration(), undefined, 2)})\n`,
  },
}
