import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Ledger, LedgerError, openLedger } from '../index.ts'
import { day, importedSample, sampleRecord } from '../sample-record.ts'
import type { Backend } from './backend.ts'

/** Words find the same on every database; samples stay blind until all are done. */
export function searchContract(backend: Backend): void {
  describe('words and samples', () => {
    let ledger: Ledger
    beforeEach(async () => {
      ledger = await openLedger(await backend.fresh())
    })
    afterEach(() => ledger.close())

    const found = async (words: string, more = {}) =>
      (await ledger.find({ words, ...more })).articles.map(({ key }) => key).sort()

    it('finds words in any inflection, whatever their case and accents, and only whole ones', async () => {
      await ledger.file(sampleRecord('a', { text: "Türkiye's envoys met in Bogotá; they promised ferries." }))
      await ledger.file(sampleRecord('b', { text: 'The envoy meets a promising ferryman. Солдаты ушли.' }))
      expect(await found('envoy')).toEqual(['a', 'b'])
      expect(await found('MEETING envoys')).toEqual(['a', 'b'])
      expect(await found('bogota')).toEqual(['a'])
      expect(await found('turkiye promise ferry')).toEqual(['a'])
      expect(await found('солдаты')).toEqual(['b'])
      expect(await found('ferr')).toEqual([])
      expect(await found('envoy bogota moon')).toEqual([])
      expect(await found('"; drop table article; -- \' & | ! ( * :')).toEqual([])
    })

    it('finds happenings by words of the articles that tell of them, with parties, type and days', async () => {
      await ledger.file(sampleRecord('a', { text: 'Belgium visited Peru. Copper was on the table.' }))
      await ledger.file(
        sampleRecord('b', {
          countries: ['CHL', 'PER'],
          date: '1995-01-01',
          text: 'Chile visited Peru. Copper again, and ships.',
          events: [{}, { type: 'AID', mode: [] }],
        }),
      )
      await ledger.formHappenings()
      const all = await ledger.find({ words: 'copper' })
      expect(all.happenings.map((h) => h.type).sort()).toEqual(['AID', 'CONSULT', 'CONSULT'])
      expect(all.happenings[0]!.date!.start).toBe('1995-01-01')
      expect(all).toMatchObject({
        total: 3,
        more: false,
        articleTotal: 2,
        facets: { types: { AID: 1, CONSULT: 2 }, statuses: { actual: 3 }, years: { 1994: 1, 1995: 2 } },
      })
      expect((await ledger.find({ words: 'copper', country: 'CHL', types: ['AID'] })).total).toBe(1)
      expect((await ledger.find({ words: 'ships', pair: ['BEL', 'PER'] })).total).toBe(0)
      expect((await ledger.find({ until: '1994-12-31' })).total).toBe(1)
      expect(await found('copper', { country: 'BEL' })).toEqual(['a'])
    })

    it('no longer finds what was erased or coded from other words', async () => {
      await ledger.file(sampleRecord('a', { text: 'Belgium visited Peru with a zeppelin.' }))
      await ledger.file(sampleRecord('b', { text: 'Belgium visited Peru in a zeppelin, they say.' }))
      await ledger.file(sampleRecord('b', { text: 'Belgium visited Peru in a balloon, they say.', made: 'newer' }))
      expect(await found('zeppelin')).toEqual(['a'])
      await ledger.forget('a', 'asked for')
      expect(await found('zeppelin')).toEqual([])
      expect(await found('balloon')).toEqual(['b'])
    })

    it('gives the same pages of a long answer as the whole of it, also past rows people decided on', async () => {
      const rows = Array.from({ length: 60 }, (_, i) =>
        importedSample(`${i}`, {
          words: i % 3 ? 'a copper treaty' : 'a treaty',
          date: i % 10 ? day(`1994-05-${String(1 + (i % 28)).padStart(2, '0')}`) : null,
        }),
      )
      await ledger.importEvents(rows)
      const newest = await ledger.happenings({ words: 'treaties', order: 'newest' })
      expect(newest).toHaveLength(60)
      await ledger.correct({ action: 'reject', target: newest[1]!.id }, 'Ana')
      await ledger.correct({ action: 'reject', target: newest[4]!.id }, 'Ana')
      for (const query of [
        { words: 'treaties', order: 'newest' as const },
        { words: 'copper treaty' },
        { words: 'treaty', since: '1994-05-10', until: '1994-05-20' },
      ]) {
        const whole = await ledger.happenings(query)
        expect(whole.length).toBeGreaterThan(10)
        for (const [offset, limit] of [
          [0, 5],
          [7, 10],
          [50, 20],
        ] as const)
          expect(await ledger.happenings({ ...query, offset, limit })).toEqual(whole.slice(offset, offset + limit))
        expect((await ledger.find(query)).total).toBe(whole.length)
      }
    })

    it('draws the same sample for the same seed and shows nobody another one’s answers before all are done', async () => {
      for (const [i, type] of (['CONSULT', 'AID', 'ACCUSE', 'CONSULT'] as const).entries())
        await ledger.file(sampleRecord(`a${i}`, { events: [{ type, mode: [] }] }))
      const sample = await ledger.drawSample({ name: 'first', size: 3 })
      expect(sample.reports).toHaveLength(3)
      expect(await ledger.drawSample({ name: 'first', size: 3 })).toEqual(sample)
      const passages = await ledger.samplePassages('first', 'Ana')
      expect(passages[0]).toMatchObject({
        words: 'Belgium visited Peru',
        before: '',
        after: ', and Peru thanked Belgium for its visit.',
        judgement: null,
      })
      expect(passages[0]).not.toHaveProperty('type')
      for (const report of sample.reports) await ledger.judge('first', report, 'Ana', { type: 'CONSULT' })
      expect((await ledger.samplePassages('first', 'Ben'))[0]!.judgement).toBeNull()
      await expect(ledger.judgements('first')).rejects.toThrow(/two people/)
      await ledger.judge('first', sample.reports[0]!, 'Ben', { type: null })
      await expect(ledger.judgements('first')).rejects.toThrow(/Ben \(1 of 3\)/)
      for (const report of sample.reports.slice(1)) await ledger.judge('first', report, 'Ben', { type: 'AID' })
      const judged = await ledger.judgements('first')
      expect(judged.map(({ people }) => people.map(({ by, judgement }) => `${by} ${judgement.type}`))).toEqual([
        ['Ana CONSULT', 'Ben null'],
        ['Ana CONSULT', 'Ben AID'],
        ['Ana CONSULT', 'Ben AID'],
      ])
      expect(judged.map(({ machine }) => machine.type).sort()).toEqual(['ACCUSE', 'AID', 'CONSULT'])
      await expect(ledger.judge('first', 'nothing', 'Ana', { type: null })).rejects.toBeInstanceOf(LedgerError)
    })
  })
}
