import { accessToken } from './access-token.ts'
import { runningDesk } from './desk-file.ts'
import { readPersonas } from './personas.ts'

// Prints an access token of a persona: npm run --silent token -- clerk
const [name, ...rest] = process.argv.slice(2)
const desk = await runningDesk()
if (!desk) end('No desk is running. Start one with: npm start')
const personas = readPersonas(desk.personas)
const signIn = name !== undefined && rest.length === 0 && Object.hasOwn(personas, name) ? personas[name] : undefined
if (!signIn) end(`Name one persona: npm run token -- <${Object.keys(personas).join('|')}>`)
console.log(await accessToken(desk.endpoint, signIn))

function end(line: string): never {
  console.error(line)
  process.exit(1)
}
