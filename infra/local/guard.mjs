// Runs a program in a process group of its own and ends the whole group when stdin closes. The desk holds the other
// end of stdin, so even `kill -9` of the desk leaves no local AWS, no Lambda worker and no half deployment behind.
import { spawn } from 'node:child_process'

const [command, ...args] = process.argv.slice(2)
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
let ending = false

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, end)
process.stdin.on('end', end).on('error', end).resume()
child.on('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
child.on('exit', (code) => {
  if (code === 0 && !ending) process.exit(0)
  // This process leads the group: workers that outlive their parent end with it.
  process.kill(-process.pid, 'SIGKILL')
})

function end() {
  if (ending) return
  ending = true
  child.kill('SIGTERM')
  setTimeout(() => process.kill(-process.pid, 'SIGKILL'), 2_500)
}
