import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { sweeper } from '../../shared/events/sweeper.ts'
import { postOffice } from '../../shared/mail/post-office.ts'
import { sending } from './sending.ts'
import { open } from './store.ts'

const table = serviceTable()
const tools = { ...postOffice(), store: open(table), now, random: Math.random, write: console.log }

/** Every minute: tries again what could not be sent, and takes over what its sender left behind. */
export const handler = sweeper('notifications', table, sending(tools).resume)
