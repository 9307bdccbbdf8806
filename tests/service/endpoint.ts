import { inject } from 'vitest'

/** Where the local AWS of these tests listens: that of a program (`EMULATOR`), or the one that vitest's setup started. */
export const endpoint = (): string => process.env.EMULATOR ?? inject('endpoint')
