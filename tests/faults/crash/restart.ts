import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = new URL('../../../', import.meta.url).href
/** What holds nothing but rules and shapes: that is the same in every process, and too much to be read again for each. */
const stateless = /schema|\/shared\/(problems|permission|vietnamese|calendar|icalendar)\/|[/-]templates\.ts/

let restarts = 0
let ready = false

/** Each file without its types, which is what takes long when it is read. */
const sources = new Map<string, string>()
function sourceOf(url: string): string {
  const path = fileURLToPath(url)
  const source = sources.get(path) ?? stripTypeScriptTypes(readFileSync(path, 'utf8'))
  sources.set(path, source)
  return source
}

/** A module that belongs to a restarted function brings along its own copies of those that remember something. */
function hook(): void {
  if (ready) return
  ready = true
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context)
      const query = /\?restart=\d+$/.exec(context.parentURL ?? '')?.[0]
      const own = found.url.startsWith(`${root}functions/`) || found.url.startsWith(`${root}shared/`)
      if (!query || !own || stateless.test(found.url) || !found.url.endsWith('.ts')) return found
      return { ...found, url: found.url + query }
    },
    load: (url, context, next) =>
      url.includes('?restart=') ? { format: 'module', source: sourceOf(url), shortCircuit: true } : next(url, context),
  })
}

/**
 * A function as in a process that has just started: it remembers nothing of what another one did, read, or was told.
 * @param file its file, from the root
 */
export async function restarted<Module>(file: string): Promise<Module> {
  hook()
  restarts += 1
  return import(`${pathToFileURL(new URL(file, root).pathname).href}?restart=${restarts}`) as Promise<Module>
}
