import { spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { guard } from './aws.ts'

export type Run = { cwd: string; env: NodeJS.ProcessEnv; log: string; signal?: AbortSignal }

/** Runs a program to its end with its output in a log file. Throws with the end of what it said when it fails. */
export function run(title: string, command: string, args: string[], { cwd, env, log, signal }: Run): Promise<void> {
  return new Promise((resolve, reject) => {
    const output: Buffer[] = []
    const child = spawn(process.execPath, [guard, command, ...args], {
      cwd,
      env,
      signal,
      detached: true,
      stdio: 'pipe',
    })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk))
    child.once('error', (error) => reject(signal?.aborted ? error : new Error(`${title}: ${error.message}`)))
    child.once('close', (code) => {
      // The folder of the log may be gone by now.
      if (signal?.aborted) return reject(signal.reason as Error)
      const said = Buffer.concat(output).toString()
      appendFileSync(log, `$ ${command} ${args.join(' ')}\n${said}\n`)
      if (code === 0) return resolve()
      const end = said.trimEnd().split('\n').slice(-40).join('\n')
      reject(new Error(`${title} failed. The end of its output; the whole is in ${log}:\n${end}`))
    })
  })
}
