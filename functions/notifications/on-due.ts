import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { sweeper } from '../../shared/events/sweeper.ts'
import { postOffice } from '../../shared/mail/post-office.ts'
import { turns } from '../../shared/mail/turns.ts'
import { sending } from './sending.ts'
import { open } from './store.ts'

const table = serviceTable()
// Fewer than SES takes of a new account; done before the function is stopped. What is left goes out with the next sweep.
const paced = turns({ perSecond: 10, seconds: 35 })
const tools = { ...postOffice(), store: open(table), now, random: Math.random, write: console.log, turn: paced.next }
const sweep = sweeper('notifications', table, sending(tools).resume)

/** Every minute: tries again what could not be sent, and takes over what its sender left behind. */
export const handler = () => {
  paced.begin()
  return sweep()
}
