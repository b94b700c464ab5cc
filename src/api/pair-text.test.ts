import { expect, it } from 'vitest'
import { happening, source, tie } from '../analysis/hand-made.ts'
import { openTemperatureBook, pairReport, readReportInParts } from '../analysis/index.ts'
import type { Happening } from '../ledger/index.ts'
import { reportText, textStream } from './pair-text.ts'

const pair: [string, string] = ['RUS', 'PAK']
const happenings = (n: number) =>
  Array.from({ length: n }, (_, i) => {
    const day = `20${String(10 + (i % 9))}-03-${String(1 + (i % 27)).padStart(2, '0')}`
    return happening(`h${i}`, i % 3 ? 'ACCUSE' : 'AID', 'RUS', 'PAK', day, {
      sources: [source(`Paper "${i % 4}"\n`, day)],
    })
  })
const items = [tie('t', 'PAK+RUS', 'warming', '2012-12-01', 'A slow thaw of 33 years of ice')]
const ledgerOf = (held: Happening[]) => ({
  happenings: async () => held,
  happeningsById: async (ids: string[]) => held.filter(({ id }) => ids.includes(id)),
})

it.each([0, 1, 1203])('writes a report of %d events while they are read, letter for letter as at once', async (n) => {
  const held = happenings(n)
  const told = { items, coverage: [] }
  const whole = `${JSON.stringify(pairReport(pair, { happenings: held, ...told }), null, 1)}\n`
  for (const table of [openTemperatureBook(held).table(...pair), undefined]) {
    const { report, events } = await readReportInParts(ledgerOf(held), pair, {}, { told, table })
    expect(await new Response(textStream(reportText(report, events))).text()).toBe(whole)
  }
})

it('breaks off where an event is gone from the ledger meanwhile', async () => {
  const held = happenings(1203)
  const table = openTemperatureBook(held).table(...pair)
  const { report, events } = await readReportInParts(ledgerOf(held), pair, {}, { told: { items, coverage: [] }, table })
  held.splice(3, 1)
  await expect(new Response(textStream(reportText(report, events))).text()).rejects.toThrow('h3 is gone')
})
