import { city } from '../../service/integrations/desk.ts'
import { heard } from './asking.ts'
import { type CityDesk, openCityDesk } from './city-desk.ts'
import { freeClock } from './clock.ts'
import { feeds } from './feeds.ts'
import { published } from './published.ts'
import { newAgency } from './reference.ts'
import { staffHeard } from './staff-heard.ts'
import type { Service } from './use-case.ts'
import { webhooks } from './webhooks.ts'

export const integrations: Service<CityDesk> = {
  service: 'integrations',
  async open() {
    const desk = await openCityDesk()
    return {
      desk,
      close() {
        desk.receiver.close()
        freeClock()
      },
    }
  },
  useCases: [
    ...webhooks,
    ...feeds,
    {
      does: 'hear of an agency',
      by: 'on-reference.ts',
      async prepare() {
        const id = newAgency()
        const data = { agency: { id, name: `Phường ${id}` }, receivingPoints: [{ id: `${id}-01` }], lineage: [city] }
        return { ask: heard({ type: 'agency.changed', subject: id, version: 1, data }) }
      },
    },
    staffHeard(),
    published(),
  ],
}
