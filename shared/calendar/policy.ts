/** A statutory time limit; `value` in working days, calendar days or working hours, none for the other units. */
export type Limit = {
  unit: 'WORKING_DAY' | 'CALENDAR_DAY' | 'WORKING_HOUR' | 'SAME_DAY' | 'IMMEDIATE'
  value?: number
}

/** What practice leaves open; one record per tenant. */
export type DeadlinePolicy = {
  dueTimePolicy: 'CLOSE_OF_DAY' | 'SAME_CLOCK'
  saturdayDesk: boolean
  supplementClock: 'PAUSE' | 'RESTART'
  /** Local 'HH:MM' up to which a same-day matter is still due the same day (R5). */
  sameDayCutoff: string
}

/** The policy where a tenant has not chosen otherwise. */
export const defaultPolicy: DeadlinePolicy = {
  dueTimePolicy: 'CLOSE_OF_DAY',
  saturdayDesk: true,
  supplementClock: 'PAUSE',
  sameDayCutoff: '15:00',
}
