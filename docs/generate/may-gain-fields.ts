/** Leaves objects of answers and events open: within /v1 they may gain fields, which clients ignore. */
export function mayGainFields({ jsonSchema, io }: { jsonSchema: object; io: 'input' | 'output' }): void {
  const schema = jsonSchema as { additionalProperties?: unknown }
  if (io === 'output' && schema.additionalProperties === false) delete schema.additionalProperties
}
