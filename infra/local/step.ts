import type { Step } from './desk.ts'

/** Tells about one step when it is done, with its seconds. */
export const step: Step = async (title, work) => {
  const began = Date.now()
  const result = await work()
  console.log(`✓ ${title.padEnd(42)}${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s`)
  return result
}
