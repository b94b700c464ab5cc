// `npm test`: build, types, lint and unused code two at a time, then every test. Ends with one line `N passed, N failed`; each check counts as one test.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const checks = [
  ['build', 'scripts/build.mjs'],
  [
    'web types',
    'node_modules/svelte-check/bin/svelte-check',
    '--workspace',
    'src/web',
    '--tsconfig',
    './tsconfig.json',
    '--output',
    'human',
    '--threshold',
    'error',
  ],
  ['types', 'node_modules/typescript/bin/tsc', '-p', '.'],
  ['unused code', 'node_modules/knip/bin/knip.js', '--include', 'files,dependencies,unlisted'],
  ['lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
]
let passed = 0
let failed = 0
let skipped = 0
/** Runs a check to its end and tells how it went. */
async function check([name, script, ...args]) {
  const began = performance.now()
  const run = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = [run.stdout, run.stderr].map((stream) => text(stream))
  const [status] = await once(run, 'close')
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  if (status === 0) passed++
  else failed++
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  if (status !== 0) console.log((await Promise.all(said)).join(''))
}

// Two at a time, as CI has two cores.
const waiting = [...checks]
await Promise.all(
  [1, 2].map(async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await check(next)
  }),
)

const folder = mkdtempSync(join(tmpdir(), 'detente-test-'))
const report = join(folder, 'vitest.json')
try {
  spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report}`,
      ...process.argv.slice(2),
    ],
    { stdio: 'inherit' },
  )
  const found = JSON.parse(readFileSync(report, 'utf8'))
  passed += found.numPassedTests
  // A test file that does not even load has no test to fail; it counts as one failure.
  failed +=
    found.numFailedTests +
    found.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  skipped = found.numPendingTests + found.numTodoTests
} catch (error) {
  failed++
  console.log(`the tests left no report: ${error.message}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exit(failed ? 1 : 0)
