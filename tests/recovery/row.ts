/** A line of what was lost and came back: what must hold, what was found, and every place where it did not hold. */
export interface RecoveryRow {
  chapter: 'drill' | 'point in time' | 'runbooks'
  what: string
  /** What was found, in words or as a count. */
  found: string
  /** Empty when it held. */
  wrong: string[]
}

/** A row about something that is looked at by trying it: what it answers is what was found, what it throws is what is wrong. */
export async function tried(
  chapter: RecoveryRow['chapter'],
  what: string,
  attempt: () => Promise<string>,
): Promise<RecoveryRow> {
  try {
    return { chapter, what, found: await attempt(), wrong: [] }
  } catch (error) {
    return { chapter, what, found: 'no', wrong: [(error as Error).message] }
  }
}
