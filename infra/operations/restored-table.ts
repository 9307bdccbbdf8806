/** What a restore leaves out, as infra/constructs/service-table.ts makes it; tests/infra/stacks.test.ts holds the two together. */
export const restoredTable = { stream: 'NEW_IMAGE', expiry: 'expiresAt', pointInTime: true } as const
