// Hosts dynalite (DynamoDB's API over LevelDB) for the local stack.
//   node dynalite-host.mjs PORT DIRECTORY
// Prints one line, "listening PORT", once it serves. Ends when its standard input ends: that is when the process that
// started it is gone, however it went, so that no store is left behind holding the directory and the port.
import dynalite from 'dynalite'

const [port, directory] = process.argv.slice(2)
const server = dynalite({ path: directory, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 })

server.on('error', error => {
  console.error(error.code === 'EADDRINUSE' ? `port ${port} is in use` : error.message)
  process.exit(1)
})
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
