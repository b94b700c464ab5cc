// `npm test`: types, lint, unused code, build, then every test. Ends with one line `N passed, N failed`; each check counts as one test.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const checks = [
  ['types', 'node_modules/typescript/bin/tsc', '-p', '.'],
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
  ['lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  ['unused code', 'node_modules/knip/bin/knip.js', '--include', 'files,dependencies,unlisted'],
  ['build', 'scripts/build.mjs'],
]
let passed = 0
let failed = 0
let skipped = 0
for (const [name, script, ...args] of checks) {
  const began = performance.now()
  const run = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', maxBuffer: 1 << 26 })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  if (run.status === 0) passed++
  else failed++
  console.log(`${run.status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  if (run.status !== 0) console.log(run.stdout + run.stderr)
}

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
