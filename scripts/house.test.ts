import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { version } from '../src/pipeline/version.ts'

/** Runs the house's laws over the `src` of a folder; returns the names of the laws broken. */
function broken(folder: string): string[] {
  const root = process.cwd()
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      join(root, '.dependency-cruiser.cjs'),
      '--output-type',
      'json',
      'src',
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  )
  const { summary } = JSON.parse(run.stdout) as {
    summary: { violations: { rule: { name: string } }[]; totalCruised: number }
  }
  expect(summary.totalCruised).toBeGreaterThan(0)
  return [...new Set(summary.violations.map((violation) => violation.rule.name))].sort()
}

it('keeps the order of the rooms and their doors', () => {
  expect(broken('.')).toEqual([])
})

it('would notice an import down the list, a side door and a Node module in a pure room', () => {
  const folder = mkdtempSync(join(tmpdir(), 'house-'))
  try {
    const write = (path: string, text: string) => {
      mkdirSync(join(folder, path, '..'), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    write('tsconfig.json', readFileSync('tsconfig.json', 'utf8'))
    write('src/coding/index.ts', "export { secret } from './secret.ts'\n")
    write('src/coding/secret.ts', "import { readFileSync } from 'node:fs'\nexport const secret = readFileSync\n")
    write('src/ground/index.ts', "import { secret } from '../coding/secret.ts'\nexport const ground = secret\n")
    expect(broken(folder)).toEqual([
      'imports-point-up-from-ground',
      'pure-rooms-know-no-node',
      'rooms-are-entered-by-their-door',
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

it('states one version in package.json and in every record', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8')).version).toBe(version)
})

it('commits no path of this machine and no registry host', () => {
  const patterns = [`${process.cwd()}/`, `${homedir()}/`, 'registry.npmjs', '"resolved": "http'].flatMap((words) => [
    '-e',
    words,
  ])
  const { stdout } = spawnSync('git', ['grep', '-nIF', ...patterns, '--', '.', ':!scripts/house.test.ts'], {
    encoding: 'utf8',
  })
  expect(stdout).toBe('')
})
