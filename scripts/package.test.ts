import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'detente-package-'))
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    stdio: 'pipe',
    shell: process.platform === 'win32',
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('is a package that publint finds nothing wrong with', () => {
  const { stdout } = {
    stdout: execFileSync(process.execPath, ['node_modules/publint/src/cli.js', '--strict', '--pack', 'false'], {
      encoding: 'utf8',
    }),
  }
  expect(stdout).toMatch(/All good/)
})

it('installs from its tarball and runs the five lines of the README', { timeout: 180_000 }, () => {
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!
  const app = join(folder, 'app')
  execFileSync(process.execPath, ['-e', `require('fs').mkdirSync(${JSON.stringify(app)})`])
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', private: true, type: 'module' }))
  execFileSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline', join('..', tarball)],
    { cwd: app, stdio: 'pipe', shell: process.platform === 'win32' },
  )
  const example = /```ts\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))![1]!
  writeFileSync(join(app, 'example.js'), example)
  const out = execFileSync(process.execPath, ['example.js'], { cwd: app, encoding: 'utf8' })
  expect(out).toMatch(/^SANCTION 2011-02-28 sanction\//)
  const code = execFileSync(
    process.execPath,
    ['node_modules/detente/dist/cli/main.js', 'code', '--date', '2011-03-04'],
    { cwd: app, encoding: 'utf8', input: 'Peru thanked Chile on Monday.' },
  )
  expect(JSON.parse(code).events[0].type).toBe('SUPPORT')
})
