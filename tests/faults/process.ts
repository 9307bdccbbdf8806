// One chapter in a process of its own, with a local AWS of its own: `process.ts <chapter> <seed> <long|short> <ends>`, in
// a folder that is the working directory. What it found is left there as findings.json.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startMinistack } from '../../infra/local/ministack.ts'
import { load } from './chapters.ts'

const [name = '', seed = '0', length = 'short', ends = '0'] = process.argv.slice(2)
const folder = process.cwd()
const chapter = await load(name)
const emulator = await startMinistack({ folder: join(folder, 'aws') })
process.on('SIGTERM', () => void emulator.stop().then(() => process.exit(143)))

const access = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'ap-southeast-1' }
Object.assign(process.env, access, { EMULATOR: emulator.endpoint, AWS_ENDPOINT_URL: emulator.endpoint })
const stand = { endpoint: emulator.endpoint, folder, seed: Number(seed), long: length === 'long', ends: Number(ends) }
const findings = await chapter.run(stand)
writeFileSync(join(folder, 'findings.json'), JSON.stringify({ title: chapter.title, findings }))
await emulator.stop()
process.exit(0)
