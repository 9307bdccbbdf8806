/** Budgets are of fixed hours: waits out the last seconds of one, so that no test stands across its turn. */
export async function withinOneHour(seconds = 25): Promise<void> {
  const left = 3_600 - ((Date.now() / 1000) % 3_600)
  if (left < seconds) await new Promise((resume) => setTimeout(resume, (left + 0.1) * 1000))
}
