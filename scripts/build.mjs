// Builds what the package ships: dist/ (the program and its types), dist/resources (lexicon, rules and models as bytes), dist/web (the pages).
// A part is built again only when something it is made from changed; `--force` builds all of it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const force = process.argv.includes('--force')

/** The newest change under the given files and folders, in milliseconds. */
function newest(paths) {
  let latest = 0
  for (const path of paths) {
    if (!existsSync(path)) continue
    const found = statSync(path)
    latest = Math.max(latest, found.mtimeMs)
    if (found.isDirectory()) latest = Math.max(latest, newest(readdirSync(path).map((name) => join(path, name))))
  }
  return latest
}

/** Builds a part, its commands one after another; true where it stands. */
async function part(name, inputs, stamp, commands) {
  if (!force && existsSync(stamp) && statSync(stamp).mtimeMs > newest(inputs)) return true
  console.error(`building ${name} …`)
  for (const command of commands) {
    const run = spawn(process.execPath, command, { stdio: ['ignore', 2, 2] })
    const [status] = await once(run, 'close')
    if (status === 0) continue
    console.error(`building ${name} failed`)
    return false
  }
  writeFileSync(stamp, '')
  return true
}

if (force) rmSync('dist', { recursive: true, force: true })
mkdirSync('dist', { recursive: true })
const tools = ['package-lock.json', 'scripts/build.mjs']
// None of them asks for another: they are built beside each other.
const built = await Promise.all([
  part('program', ['src', 'tsconfig.json', 'tsconfig.build.json', ...tools], 'dist/.program', [
    ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  ]),
  part(
    'resources',
    ['lexicon', 'rules', 'models', 'src/ground', 'src/coding', 'src/parse', 'scripts/build-resources.ts', ...tools],
    'dist/.resources',
    [['node_modules/tsx/dist/cli.mjs', 'scripts/build-resources.ts']],
  ),
  part('web pages', ['src/web', 'src/api', ...tools], 'dist/.web', [
    ['node_modules/vite/bin/vite.js', 'build', 'src/web', '--config', 'src/web/vite.config.ts', '--logLevel', 'warn'],
  ]),
])
if (built.includes(false)) process.exit(1)
