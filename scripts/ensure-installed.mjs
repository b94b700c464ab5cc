// Installs the packages when node_modules is missing or older than the lock file. Runs before `npm start` and `npm test`, so it uses nothing but Node.
// `npm install` and not `npm ci`: the lock file was made where only one platform's optional binaries could be looked up, and `npm ci` insists on all
// of them; versions are the locked ones all the same, and --no-save leaves the lock file as it is.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const stamp = 'node_modules/.package-lock.json'
if (!existsSync(stamp) || statSync(stamp).mtimeMs < statSync('package-lock.json').mtimeMs) {
  console.error('Installing packages (npm install) …')
  const run = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (run.status !== 0) {
    console.error(
      'The packages could not be installed. Check that the npm registry can be reached, then run `npm install` by hand to see why.',
    )
    process.exit(run.status ?? 1)
  }
}
