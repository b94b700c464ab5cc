/** Prints the tables of docs/temperature.md: bands, false alarms, power and delay against happenings a month. `npx tsx eval/relations/run.ts [ledgers]`. */
import { bandCoverage, falseAlarms, power, steadyLevel } from './measure.ts'

const ledgers = Number(process.argv[2] ?? 60)
const rates = [1, 2, 5, 10, 20]
const percent = (share: number) => `${(100 * share).toFixed(1)} %`

console.log('friendly  a month  level   fast band holds   slow band holds')
for (const friendly of [0.25, 0.5, 0.8])
  for (const rate of rates) {
    const { fast, slow } = bandCoverage({ months: 60, perMonth: rate, friendly: () => friendly }, ledgers, 31_000)
    console.log(
      `${friendly}  ${rate}  ${steadyLevel(rate, friendly).toFixed(2)}  ${percent(fast.held / fast.of)} of ${fast.of}  ${percent(slow.held / slow.of)} of ${slow.of}`,
    )
  }
console.log('\nconfirmed changes a pair-year where nothing changes (asked every month)')
for (const friendly of [0.25, 0.5, 0.8])
  for (const rate of rates) {
    const { alarms, years } = falseAlarms(rate, friendly, ledgers, 70_000)
    console.log(`${friendly}  ${rate}  ${alarms} in ${years} years: ${percent(alarms / years)}`)
  }
console.log('\nsteps confirmed within two years, and months until then')
for (const [from, to] of [
  [0.3, 0.7],
  [0.2, 0.8],
  [0.8, 0.3],
] as const)
  for (const rate of rates) {
    const { found, of, medianMonths } = power(rate, from, to, Math.ceil(ledgers / 3), 9000)
    console.log(`${from} to ${to}  ${rate}  ${percent(found / of)}  ${medianMonths ?? '-'}`)
  }
