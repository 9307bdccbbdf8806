import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as z from 'zod'
import type { Route } from '../shared/http/route.ts'
import { allTypes, serviceTypes } from './generate/client-schemas.ts'
import { eventSchemas } from './generate/event-schemas.ts'
import { openApi } from './generate/open-api.ts'
import { setPlaceholders } from './generate/placeholders.ts'
import { problemPages } from './generate/problem-pages.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const check = process.argv.includes('--check')
const servicesWith = (file: string): string[] =>
  globSync(`functions/*/${file}`, { cwd: root })
    .map((path) => basename(dirname(path)))
    .sort()

/** Every generated document of the services as they are now: path from the root → text. */
async function documents(): Promise<Map<string, string>> {
  setPlaceholders()
  const made = new Map<string, string>()
  const keep = (path: string, document: object) => made.set(path, `${JSON.stringify(document, null, 2)}\n`)
  for (const service of servicesWith('api.ts')) {
    const { routes } = (await import(join(root, 'functions', service, 'api.ts'))) as { routes: Route[] }
    const document = openApi(service, routes)
    keep(`docs/api/${service}.json`, document)
    made.set(`docs/client/schema/${service}.d.ts`, await serviceTypes(document))
  }
  made.set('docs/client/schema/motcua.d.ts', allTypes(servicesWith('api.ts')))
  for (const [name, page] of problemPages()) made.set(`docs/problems/${name}.html`, page)
  for (const service of servicesWith('events.ts')) {
    const { events } = (await import(join(root, 'functions', service, 'events.ts'))) as {
      events: Record<string, z.ZodType>
    }
    keep(`docs/events/${service}.json`, eventSchemas(service, events))
  }
  return made
}

const stands = (path: string): string | undefined =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined

const made = await documents()
const drifted = [...made].filter(([path, text]) => stands(path) !== text).map(([path]) => path)
const kinds = ['docs/{api,events}/*.json', 'docs/client/schema/*.d.ts', 'docs/problems/*.html']
const leftOver = globSync(kinds, { cwd: root }).filter((path) => !made.has(path))

if (!check) {
  for (const path of drifted) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), made.get(path) ?? '')
    console.log(`wrote ${path}`)
  }
}
for (const path of leftOver) console.error(`${path} is of nothing that the code has: remove it`)
if (check) for (const path of drifted) console.error(`${path} is not what the code says: npm run generate`)
if (leftOver.length > 0 || (check && drifted.length > 0)) process.exitCode = 1
