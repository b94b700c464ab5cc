// `npm start`: builds what changed, reads the sample articles into an embedded ledger, prints what it found and serves the web app.
import { spawn, spawnSync } from 'node:child_process'

const ledger = '.detente/samples.sqlite'
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
run('scripts/build.mjs')
run('dist/cli/main.js', 'read', 'samples/dispatches', 'samples/dossiers', '--ledger', ledger)
const server = spawn(process.execPath, ['dist/cli/main.js', 'serve', '--ledger', ledger, ...process.argv.slice(2)], {
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('close', (code) => process.exit(code ?? 0))
