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

    it('keeps what a program made of the happenings until an import or an erasure, and no older program’s', async () => {
      const ledger = await openLedger(await backend.fresh())
      await ledger.importEvents([importedSample('1'), importedSample('2')])
      const { number } = await ledger.changedSince(0)
      const bytes = (text: string) => new TextEncoder().encode(text)
      const found = async (made = 'x 1') => {
        const kept = await ledger.kept.read(made)
        const parts: string[] = []
        if (kept)
          for await (const some of kept.parts)
            for (const { part, body } of some) parts.push(`${part} ${new TextDecoder().decode(body)}`)
        return kept && { number: kept.number, head: new TextDecoder().decode(kept.head), parts }
      }
      expect(await found()).toBeNull()
      const parts = Array.from({ length: 230 }, (_, i) => ({ part: `p${1000 + i}`, body: bytes(`${i}`) }))
      const all = { made: 'x 1', number, head: () => bytes('head'), parts }
      expect(await ledger.kept.all(all)).toBe(true)
      expect(await found()).toEqual({ number, head: 'head', parts: parts.map(({ part }, i) => `${part} ${i}`) })
      expect(await found('x 2')).toBeNull()
      const [row] = await ledger.happenings()
      await ledger.correct({ action: 'accept', target: row!.id }, 'Ada')
      const later = (await ledger.changedSince(number)).number
      expect(later).toBeGreaterThan(number)
      const changed = { made: 'x 1', before: number, number: later, head: bytes('h'), gone: ['p1000'] }
      expect(await ledger.kept.changed({ ...changed, parts: [{ part: 'p1001', body: bytes('new') }] })).toBe(true)
      expect(await ledger.kept.changed({ ...changed, parts: [] })).toBe(false)
      expect((await found())!.parts.slice(0, 2)).toEqual(['p1001 new', 'p1002 2'])
      await ledger.importEvents([importedSample('3')])
      expect(await found()).toBeNull()
      expect(await ledger.kept.all(all)).toBe(false)
      const now = (await ledger.changedSince(0)).number
      // An erasure half-way: nothing more is kept, and nothing stands.
      const erasing = function* () {
        yield* parts
        erased = ledger.forget(row!.id, 'asked for')
      }
      let erased: Promise<unknown> | undefined
      await ledger.kept.all({ ...all, number: now, parts: erasing() })
      await erased
      expect(await found()).toBeNull()
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
