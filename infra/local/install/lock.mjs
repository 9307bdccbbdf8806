import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** Runs `work` while this process alone holds the lock file; a lock whose process is gone is taken over. */
export async function withLock(path, work) {
  const mine = `${path}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  const leave = () => {
    if (readHolder(path) === process.pid) rmSync(path, { force: true })
    rmSync(mine, { force: true })
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, interrupted)
  try {
    await take(path, mine)
    return await work()
  } finally {
    leave()
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, interrupted)
  }

  function interrupted() {
    leave()
    process.exit(130)
  }
}

async function take(path, mine) {
  let told = false
  for (;;) {
    try {
      // A link appears whole or not at all, unlike a file that is created and then written.
      linkSync(mine, path)
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const holder = readHolder(path)
    if (holder !== undefined && !lives(holder)) {
      takeAway(path, holder)
      continue
    }
    if (!told && holder !== undefined) console.error(`Waiting for another set-up (process ${holder}) to finish …`)
    told = true
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Removes a stale lock, but puts it back when it turns out that another process has renewed it in between. */
function takeAway(path, stale) {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
    if (readHolder(aside) !== stale) linkSync(aside, path)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function readHolder(path) {
  try {
    return Number(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

function lives(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
