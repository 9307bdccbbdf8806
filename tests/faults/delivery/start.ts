/** A morning on which the office is open: what happened, happened then. */
export const start = '2026-11-26T02:00:00.000Z'
/** The ward at whose desk it happened. */
export const home = 'H26.125'
