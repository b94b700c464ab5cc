import { describe, expect, it } from 'vitest'
import { openLedger } from '../index.ts'
import { importedSample, sampleRecord } from '../sample-record.ts'
import type { Backend } from './backend.ts'

/** Several writers on one ledger, the same rows among them. */
export function writersContract(backend: Backend): void {
  describe('several writers', () => {
    it('files each article once, however many read it at once', async () => {
      const address = await backend.fresh()
      const first = await openLedger(address)
      const others = await Promise.all([openLedger(address), openLedger(address)])
      const all = [first, ...others]
      const records = Array.from({ length: 15 }, (_, i) =>
        sampleRecord(`${(i + 1).toString(16)}0000000`, { text: `Belgium visited Peru, says ${i}.` }),
      )
      const filed = await Promise.all(all.flatMap((ledger) => records.map((record) => ledger.file(record))))
      expect(filed.filter((outcome) => outcome === 'new')).toHaveLength(15)
      expect(filed.filter((outcome) => outcome === 'known')).toHaveLength(30)
      await Promise.all(all.map((ledger) => ledger.formHappenings()))
      expect(await first.happenings()).toEqual(await others[0]!.happenings())
      expect((await first.articles()).total).toBe(15)
      for (const ledger of all) await ledger.close()
    })

    it('imports each row once, however many import it at once', async () => {
      const address = await backend.fresh()
      const ledgers = [await openLedger(address), await openLedger(address)]
      const rows = Array.from({ length: 300 }, (_, i) => importedSample(`${i}`))
      const counts = await Promise.all(ledgers.map((ledger, i) => ledger.importEvents(i ? rows.toReversed() : rows)))
      expect(counts.reduce((sum, { added }) => sum + added, 0)).toBe(300)
      expect(await ledgers[0]!.find({})).toMatchObject({ total: 300 })
      for (const ledger of ledgers) await ledger.close()
    })

    it('opens a new ledger from several processes at once', async () => {
      const address = await backend.fresh()
      const ledgers = await Promise.all([openLedger(address), openLedger(address), openLedger(address)])
      expect(await ledgers[2]!.articles()).toEqual({ total: 0, articles: [] })
      for (const ledger of ledgers) await ledger.close()
    })
  })
}
