// Hosts dynalite (DynamoDB's API over LevelDB) for the local stack.
//   node dynalite-host.mjs PORT DIRECTORY
// Prints one line, "listening PORT", once it serves. Ends when its standard input ends: that is when the process that
// started it is gone, however it went, so that no store is left behind holding the directory and the port.
import dynalite from 'dynalite'

const [port, directory] = process.argv.slice(2)
const server = dynalite({ path: directory, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 })

// dynalite invites every web page in (Access-Control-Allow-Origin: *), and its tables hold the task tokens. Browsers name
// the page in Origin or say in Sec-Fetch-Site that there is one; a page whose own host name was re-bound to 127.0.0.1 gives
// that name away in Host.
const [serve] = server.listeners('request')
server.removeAllListeners('request')
server.on('request', (request, response) => {
  const { origin, host = '', 'sec-fetch-site': site } = request.headers
  if (origin === undefined && site === undefined && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host)) {
    serve(request, response)
    return
  }
  response.writeHead(403, { 'Content-Type': 'text/plain', Connection: 'close' })
  response.end('This endpoint serves programs on this machine, not web pages. Call it as 127.0.0.1 or localhost and without an Origin header.\n')
})
server.headersTimeout = 10_000
server.requestTimeout = 60_000
server.maxConnections = 1_000

server.on('error', error => {
  console.error(error.code === 'EADDRINUSE' ? `port ${port} is in use` : error.message)
  process.exit(1)
})
// Clients keep connections for longer than Node's five seconds, and would send on one that is just being closed.
server.keepAliveTimeout = 10 * 60 * 1000
server.listen(Number(port), '127.0.0.1', () => console.log(`listening ${server.address().port}`))

const stop = () => {
  server.close(() => process.exit(0))
  server.closeAllConnections?.()
  setTimeout(() => process.exit(0), 1000).unref()
}
process.stdin.resume()
process.stdin.on('end', stop)
process.on('SIGTERM', stop)
process.on('SIGINT', () => {}) // Ctrl-C reaches the whole terminal group; the parent says when to stop
