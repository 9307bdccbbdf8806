import { presignedPut } from '../../shared/s3/presign.ts'
import type { Figure } from './figures.ts'
import { reached } from './goals.ts'
import { spread } from './paired.ts'

const rounds = 9
const signed = 400
const uploadBytes = 5 * 1024 * 1024

const place = { bucket: 'motcua-attachments', key: 'incoming/01JD9Q0000000000000000000A' }
const body = { contentType: 'application/pdf', size: uploadBytes, checksum: Buffer.alloc(32).toString('base64') }
const sign = () => presignedPut(place, body, 900)

/** What a ticket costs to sign, and what of the file itself its maker is sent. */
export async function tickets(): Promise<Figure[]> {
  const { url } = await sign()
  const ours = new URL(url).pathname.startsWith('/v1/')
  const took: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage()
    for (let number = 0; number < signed; number += 1) await sign()
    const { user, system } = process.cpuUsage(before)
    took.push((user + system) / signed)
  }
  // The first rounds compile.
  const { median, least, most } = spread(took.slice(2))
  return [
    reached(
      'upload-bytes',
      ours ? uploadBytes : 0,
      'the ticket leads to the bucket and to no route of ours; a file is read once afterwards, by what checks it',
    ),
    reached('signing', median, `${least.toFixed(0)}–${most.toFixed(0)} µs of CPU, all of it the SDK’s presigner`),
  ]
}
