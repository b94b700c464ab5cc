// `npm run eval`: measures, prints the figures beside their floors, and with --raise lifts the floors to what was measured. A floor is lowered
// only by `--lower "reason"`, which prints the line that belongs in the changelog.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadResources } from '../src/index.ts'
import { floors, measure, tunedParts, untouchedParts } from './measure.ts'
import { writeReliability } from './reliability.ts'

const { values } = parseArgs({ options: { raise: { type: 'boolean' }, lower: { type: 'string' } } })
const kept = floors()
const curves = {}
const found = measure(loadResources(), [...tunedParts(), ...untouchedParts()], curves)
writeReliability(curves)
const next: { [figure: string]: number } = {}
let below = 0
for (const [figure, value] of Object.entries(found)) {
  const floor = kept[figure] ?? 0
  const cut = Math.floor(value * 1000) / 1000
  next[figure] = values.lower === undefined ? Math.max(floor, cut) : cut
  if (value < floor) below++
  console.log(
    `${figure.padEnd(48)} ${(100 * value).toFixed(1).padStart(6)}   floor ${(100 * floor).toFixed(1)}${value < floor ? '   BELOW' : ''}`,
  )
}
if (values.raise || values.lower !== undefined) writeFileSync('eval/floors.json', `${JSON.stringify(next, null, 2)}\n`)
if (values.lower !== undefined) console.log(`Changelog: floors lowered: ${values.lower}`)
else if (below) process.exitCode = 1
