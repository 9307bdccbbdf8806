import { type DeliveryDesk, openDeliveryDesk } from '../../service/integrations/delivery-desk.ts'
import { clients } from '../../service/integrations/desk.ts'
import { openReceiver, type Receiver } from '../../service/integrations/receiver.ts'
import { makeMovable } from './clock.ts'

/** The city's side of a desk, with a receiver for what is delivered. */
export type CityDesk = DeliveryDesk & { receiver: Receiver }

export async function openCityDesk(): Promise<CityDesk> {
  makeMovable()
  process.env.CLIENT_IDS = ['test', ...Object.values(clients)].join()
  return { ...((await openDeliveryDesk()) as DeliveryDesk), receiver: await openReceiver() }
}
