import { describe, expect, it } from 'vitest'
import { openLedger } from '../index.ts'
import { importedSample, sampleRecord } from '../sample-record.ts'
import type { Backend } from './backend.ts'

/** What is told to whoever keeps something made of the happenings. */
export function changesContract(backend: Backend): void {
  describe('changes', () => {
    it('names the happenings that filing, deciding and taking back formed or took apart', async () => {
      const ledger = await openLedger(await backend.fresh())
      expect(await ledger.changedSince(0)).toEqual({ number: 0, everything: false, happenings: [] })
      await ledger.file(sampleRecord('aa000000', { text: 'Belgium visited Peru, says one.' }))
      await ledger.formHappenings()
      const first = await ledger.changedSince(0)
      const [one] = await ledger.happenings()
      expect(first).toMatchObject({ everything: false, happenings: [one!.id] })
      expect(await ledger.changedSince(first.number)).toEqual({ ...first, happenings: [] })

      await ledger.file(
        sampleRecord('bb000000', { countries: ['CHL', 'PER'], text: 'Chile visited Peru, says another.' }),
      )
      await ledger.formHappenings()
      const second = await ledger.changedSince(first.number)
      expect(second.happenings).toHaveLength(1)
      expect(second.happenings).not.toContain(one!.id)

      const decision = await ledger.correct({ action: 'reject', target: one!.id }, 'Ada')
      const third = await ledger.changedSince(second.number)
      expect(third.happenings).toEqual([one!.id])
      expect(await ledger.happening(one!.id)).toBeNull()
      await ledger.correct({ action: 'undo', decision: decision.id }, 'Ada')
      expect((await ledger.changedSince(third.number)).happenings).toEqual([one!.id])
      await ledger.close()
    })

    it('says that everything changed after an import, an erasure and for a number it does not know', async () => {
      const ledger = await openLedger(await backend.fresh())
      await ledger.importEvents([importedSample('1'), importedSample('2')])
      const { number, everything } = await ledger.changedSince(0)
      expect(everything).toBe(true)
      await ledger.importEvents([importedSample('1')])
      expect(await ledger.changedSince(number)).toEqual({ number, everything: false, happenings: [] })
      const [row] = await ledger.happenings()
      await ledger.forget(row!.id, 'asked for')
      expect((await ledger.changedSince(number)).everything).toBe(true)
      expect((await ledger.changedSince(number + 1000)).everything).toBe(true)
      await ledger.close()
    })

    it('names an imported row that a person decided on, and gives every happening once in going through all', async () => {
      const ledger = await openLedger(await backend.fresh())
      await ledger.importEvents(Array.from({ length: 30 }, (_, i) => importedSample(`${i}`)))
      await ledger.file(sampleRecord('aa000000', { text: 'Belgium visited Peru, says one.' }))
      await ledger.formHappenings()
      const { number } = await ledger.changedSince(0)
      const row = (await ledger.happenings()).find(({ imported }) => imported)!
      await ledger.correct({ action: 'accept', target: row.id }, 'Ada')
      expect((await ledger.changedSince(number)).happenings).toContain(row.id)
      const all: string[] = []
      for await (const some of ledger.happeningsByDay()) all.push(...some.map((each) => JSON.stringify(each)))
      expect(all.sort()).toEqual((await ledger.happenings()).map((each) => JSON.stringify(each)).sort())
      expect(all).toHaveLength(31)
      await ledger.close()
    })
  })
}
