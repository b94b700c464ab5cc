// Installs the packages when node_modules is missing or older than the lock file. Runs before `npm start` and `npm test`, so it uses nothing but Node.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const stamp = 'node_modules/.package-lock.json'
if (!existsSync(stamp) || statSync(stamp).mtimeMs < statSync('package-lock.json').mtimeMs) {
  console.error('Installing packages (npm ci) …')
  const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (run.status !== 0) {
    console.error(
      'The packages could not be installed. Check that the npm registry can be reached, then run `npm ci` by hand to see why.',
    )
    process.exit(run.status ?? 1)
  }
}
