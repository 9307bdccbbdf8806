import type { Envelope } from '../../shared/crypto/envelope.ts'

const place = (id: string) => ({ table: 'attachments', record: id, field: 'fileName' })

/** Seals and opens the names of files, each bound to its record: a name may tell a person's. Fails when KMS does. */
export const sealedNames = ({ seal, open }: Envelope) => ({
  seal: (id: string, fileName: string): Promise<Uint8Array> => seal(fileName, place(id)),
  open: ({ id, sealedName }: { id: string; sealedName: Uint8Array }) => open<string>(sealedName, place(id)),
})
