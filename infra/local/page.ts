import { prefixes } from '../prefixes.ts'
import type { Behind } from './front-door.ts'

/** The one page of the front door: where everything of the sandbox is. Needs nothing from elsewhere. */
export function page({ personas }: Pick<Behind, 'personas'>, url: string): string {
  const services = [...new Set(prefixes.map(({ service }) => service))]
  const rows = services.map(
    (service) =>
      `<tr><th scope="row">${service}<td><a href="/v1/${service}/openapi.json">OpenAPI</a><td><a href="/v1/${service}/health">health</a>`,
  )
  const people = personas.map((name) => `<li><code>npm run --silent token -- ${name}</code>`)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>Motcua sandbox</title>
<style>body{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}th{text-align:left}td,th{padding:.2rem 1.5rem .2rem 0}</style>
<h1>Motcua sandbox</h1>
<p>The services of a ward's one-stop desk (một cửa), on this machine. All people here are invented.</p>
<h2>Services</h2>
<p><a href="/docs">API reference</a> of all of them; <a href="/problems">problems</a> that they can answer.</p>
<table>${rows.join('\n')}</table>
<h2>Around them</h2>
<ul>
<li><a href="/_local/mailbox">Mailbox</a>: every mail that was sent
<li><a href="/_local/sms">SMS</a>: every short message that would have been sent
<li><a href="/_local/clock">Clock</a>: move it with <code>curl -d '{"advance": "P3D"}' ${url}/_local/clock</code>
<li><a href="/_local/oidc/.well-known/openid-configuration">Sign-in</a>: OpenID Connect discovery
</ul>
<h2>Personas</h2>
<p>In the folder of the repository, each line prints an access token for 30 minutes:</p>
<ul>${people.join('\n')}</ul>
<p>Use it so: <code>curl -H "Authorization: Bearer $(npm run --silent token -- clerk)" '${url}/v1/dossiers?view=inbox'</code>
</html>
`
}
