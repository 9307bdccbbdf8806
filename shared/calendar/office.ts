import type { Office, Session } from './calendar.ts'

/** What the hours of a receiving point follow from; every service keeps at least that of an agency. */
export interface WithPoints {
  receivingPoints: { id: string; hours: Session[]; calendar: string; saturdayDesk: boolean }[]
  policy: { saturdayDesk: boolean }
}

/**
 * The hours of a receiving point, and the calendar that it goes by; its Saturday desk only when point and policy both have
 * it. @throws Error for a point that the agency does not have.
 */
export function officeOf({ receivingPoints, policy }: WithPoints, point: string): Office & { calendar: string } {
  const found = receivingPoints.find(({ id }) => id === point)
  if (!found) throw new Error(`receiving point ${point} is gone`)
  const saturday = found.saturdayDesk && policy.saturdayDesk
  return {
    sessions: found.hours,
    calendar: found.calendar,
    ...(saturday ? { saturdayDesk: { from: '08:00', to: '11:30' } } : {}),
  }
}

/** What of the hours of an agency deadlines are counted by, in one order, to tell whether it became another. */
export const hoursIn = ({ receivingPoints, policy }: WithPoints) => ({
  points: receivingPoints.map(({ id, hours, calendar, saturdayDesk }) => ({
    id,
    hours: hours.map(({ from, to }) => ({ from, to })),
    calendar,
    saturdayDesk,
  })),
  saturdayDesk: policy.saturdayDesk,
})
