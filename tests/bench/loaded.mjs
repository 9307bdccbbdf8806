// A process as a function's is started: loads the bundle that it is told to and says when that was done, in milliseconds
// since the process began and since the import. Plain JavaScript, so that nothing is compiled before. With an event as
// further argument the bundle's handler answers it.
const [bundle = '', event] = process.argv.slice(2)
// The handler's own lines are not for the one who measures.
console.log = () => undefined
const began = performance.now()
const { handler } = await import(bundle)
const loaded = performance.now()
const status = event === undefined ? undefined : (await handler(JSON.parse(event), {})).statusCode
const answered = performance.now()
process.stdout.write(JSON.stringify({ loaded, imported: loaded - began, answered, status }))
process.exit(0)
