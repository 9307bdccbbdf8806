import * as z from 'zod/mini'

/** An object of the bucket, one version of it. */
export const StoredObject = z.object({ Bucket: z.string(), Key: z.string(), VersionId: z.optional(z.string()) })
export type StoredObject = z.infer<typeof StoredObject>

/** The id of the file that arrived under this key; undefined when it is no place of arrival. */
export const idIn = (key: string): string | undefined => /^incoming\/([^/]+)$/.exec(key)?.[1]
