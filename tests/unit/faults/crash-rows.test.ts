import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { setPlaceholders } from '../../../docs/generate/placeholders.ts'
import type { Route } from '../../../shared/http/route.ts'
import { services } from '../../faults/crash/services.ts'

setPlaceholders()
const functions = new URL('../../../functions/', import.meta.url)
const names = readdirSync(functions).filter((name) => existsSync(new URL(`${name}/api.ts`, functions)))

describe('What functions are killed at', () => {
  it('is something of every service', () => {
    expect(services.map(({ service }) => service).sort()).toEqual(names.sort())
  })

  it.each(services.map(({ service, useCases }) => [service, useCases] as const))(
    'in %s is every route that changes something, and no other',
    async (service, useCases) => {
      const { routes } = (await import(`../../../functions/${service}/api.ts`)) as { routes: Route[] }
      const changing = routes.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`)
      const named = new Set(useCases.flatMap(({ route }) => route ?? []))
      expect([...named].sort()).toEqual(changing.sort())
    },
  )

  it.each(services.map(({ service, useCases }) => [service, useCases] as const))(
    'in %s is every function that something else than a request sets going',
    (service, useCases) => {
      const files = readdirSync(new URL(`${service}/`, functions)).filter((file) => /^on-.*\.ts$/.test(file))
      const named = new Set<string>(useCases.map(({ by }) => by).filter((by) => by !== 'api.ts'))
      expect([...named].sort()).toEqual(files.sort())
    },
  )

  it('has a name of its own for each, by which a violation is found', () => {
    for (const { useCases } of services) {
      const titles = useCases.map(({ does }) => does)
      expect(titles).toEqual([...new Set(titles)])
    }
  })
})
