import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Ledger, LedgerError, openLedger } from '../index.ts'
import { day, sampleRecord } from '../sample-record.ts'
import type { Backend } from './backend.ts'

/** What people decide, and what becomes of it. */
export function correctionsContract(backend: Backend): void {
  describe('corrections', () => {
    let ledger: Ledger
    let clock: string
    beforeEach(async () => {
      clock = '2020-01-01T10:00:00.000Z'
      ledger = await openLedger(await backend.fresh(), { now: () => new Date(clock) })
    })
    afterEach(() => ledger.close())

    const story = (key: string, change: Parameters<typeof sampleRecord>[1] = {}) =>
      sampleRecord(key, {
        text: `Belgium visited Peru, as ${key} tells it in its own ${key.repeat(9)} way.`,
        ...change,
      })

    const only = async () => {
      const found = await ledger.happenings()
      expect(found).toHaveLength(1)
      return found[0]!
    }

    it('marks what a person accepts, and takes it back without losing that it was said', async () => {
      await ledger.file(story('a'))
      await ledger.formHappenings()
      const before = await only()
      const accepted = await ledger.correct({ action: 'accept', target: before.id }, 'Ana', 'I was there')
      expect(accepted).toMatchObject({ by: 'Ana', why: 'I was there', action: 'accept', reports: before.reports })
      expect(await only()).toEqual({ ...before, decided: 'accepted' })
      const undo = await ledger.correct({ action: 'undo', decision: accepted.id }, 'Ana')
      expect(await only()).toEqual(before)
      expect(await ledger.history(before.id)).toMatchObject([
        { id: accepted.id, undoneBy: undo.id },
        { id: undo.id, undoes: accepted.id, undoneBy: null },
      ])
      await ledger.correct({ action: 'undo', decision: undo.id }, 'Ana', 'I was there after all')
      expect(await only()).toMatchObject({ decided: 'accepted' })
    })

    it('takes a rejected report out of its happening, and a happening with none left out of the ledger', async () => {
      await ledger.file(story('a'))
      await ledger.file(story('b'))
      await ledger.formHappenings()
      const { reports } = await only()
      expect(reports).toHaveLength(2)
      await ledger.correct({ action: 'reject', target: reports[0]! }, 'Ana')
      expect((await only()).reports).toEqual([reports[1]])
      await ledger.correct({ action: 'reject', target: reports[1]! }, 'Ana')
      expect(await ledger.happenings()).toEqual([])
    })

    it('edits every report of a happening, with the codes that belong to the new type', async () => {
      await ledger.file(story('a'))
      await ledger.formHappenings()
      const { id, reports } = await only()
      const change = {
        type: 'ACCUSE' as const,
        date: day('1994-05-09'),
        recipients: [{ name: 'Chile', code: 'CHLGOV', country: 'CHL', sector: 'GOV' }],
      }
      await ledger.correct({ action: 'edit', target: id, change }, 'Ben', 'wrong verb')
      expect(await only()).toMatchObject({
        type: 'ACCUSE',
        mode: [],
        cameo: '110',
        score: -3,
        date: day('1994-05-09'),
        decided: 'edited',
        reports,
      })
      expect(await ledger.happenings({ pair: ['BEL', 'PER'] })).toEqual([])
      expect(await ledger.happenings({ pair: ['BEL', 'CHL'] })).toHaveLength(1)
      await expect(
        ledger.correct({ action: 'edit', target: id, change: { colour: 'red' } as never }, 'Ben'),
      ).rejects.toThrow(/no "colour"/)
    })

    it('puts together what people say is one happening, takes apart what they say is not, and the last word counts', async () => {
      await ledger.file(story('a'))
      await ledger.file(story('b', { date: '1994-05-20' }))
      await ledger.formHappenings()
      const apart = await ledger.happenings()
      expect(apart).toHaveLength(2)
      await ledger.correct(
        { action: 'merge', targets: apart.map((h) => h.id) },
        'Ana',
        'the second paper has the wrong day',
      )
      const together = await only()
      expect(together.conflicts).toMatchObject([
        { field: 'date', values: [{ value: '1994-05-04' }, { value: '1994-05-20' }] },
      ])
      expect(together.reasons).toEqual([
        expect.stringMatching(/put together by Ana: the second paper has the wrong day/),
      ])
      await ledger.correct({ action: 'split', reports: [together.reports[1]!] }, 'Ben')
      expect(await ledger.happenings()).toHaveLength(2)
      await ledger.file(story('c'))
      await ledger.formHappenings()
      expect((await ledger.happenings()).map((h) => h.reports.length)).toEqual([2, 1])
    })

    it('keeps a decision when the coder is run again, and shows where the two differ', async () => {
      await ledger.file(story('a'))
      await ledger.formHappenings()
      const { id } = await only()
      await ledger.correct({ action: 'accept', target: id }, 'Ana')
      await ledger.file(story('a', { made: 'newer', events: [{ confidence: 0.5 }] }))
      await ledger.formHappenings()
      expect(await ledger.disagreements()).toEqual([])
      // Other words quoted, another type: still the report that Ana accepted, under its id.
      await ledger.file(
        story('a', { made: 'newest', events: [{ type: 'SUPPORT', mode: [], evidence: [{ start: 0, end: 22 }] }] }),
      )
      await ledger.formHappenings()
      expect(await only()).toMatchObject({ id, type: 'CONSULT', decided: 'accepted' })
      expect(await ledger.disagreements()).toMatchObject([
        {
          decision: { by: 'Ana', action: 'accept' },
          held: expect.stringMatching(/^CONSULT\/visit Belgium → Peru/),
          coderSays: expect.stringMatching(/^SUPPORT/),
        },
      ])
      await ledger.file(story('a', { made: 'silent', events: [] }))
      await ledger.formHappenings()
      expect(await only()).toMatchObject({ id, decided: 'accepted' })
      expect(await ledger.disagreements()).toMatchObject([{ coderSays: null }])
    })

    it('keeps a rejection when the coder quotes a little more, and lets another type through', async () => {
      await ledger.file(story('a'))
      await ledger.formHappenings()
      await ledger.correct({ action: 'reject', target: (await only()).id }, 'Ana')
      await ledger.file(story('a', { made: 'newer', events: [{ evidence: [{ start: 0, end: 24 }] }] }))
      await ledger.formHappenings()
      expect(await ledger.happenings()).toEqual([])
      await ledger.file(story('a', { made: 'newest', events: [{ type: 'AID', mode: [] }] }))
      await ledger.formHappenings()
      expect(await only()).toMatchObject({ type: 'AID', decided: null })
    })

    it('keeps a merge when the coder quotes other words', async () => {
      await ledger.file(story('a'))
      await ledger.file(story('b', { date: '1994-05-20' }))
      await ledger.formHappenings()
      await ledger.correct({ action: 'merge', targets: (await ledger.happenings()).map((h) => h.id) }, 'Ana')
      await ledger.file(
        story('b', { date: '1994-05-20', made: 'newer', events: [{ evidence: [{ start: 0, end: 25 }] }] }),
      )
      await ledger.formHappenings()
      expect((await only()).reports).toHaveLength(2)
    })

    it('answers as the ledger stood on an earlier day: articles, codings, decisions and copies of then', async () => {
      await ledger.file(story('a'))
      await ledger.formHappenings()
      const first = await only()
      clock = '2020-01-02T10:00:00.000Z'
      await ledger.file(story('b'))
      await ledger.formHappenings()
      const second = await only()
      clock = '2020-01-03T10:00:00.000Z'
      const accepted = await ledger.correct({ action: 'accept', target: second.id }, 'Ana')
      const third = await only()
      clock = '2020-01-04T10:00:00.000Z'
      await ledger.file(story('a', { made: 'newer', events: [{ type: 'AID', mode: [] }] }))
      await ledger.correct({ action: 'undo', decision: accepted.id }, 'Ana')
      clock = '2020-01-05T10:00:00.000Z'
      await ledger.correct({ action: 'reject', target: second.reports[0]! }, 'Ben')
      const at = (asOf: string) => ledger.happenings({ asOf, pair: ['BEL', 'PER'] })
      expect(await at('2019-12-31')).toEqual([])
      expect(await at('2020-01-01')).toEqual([first])
      expect(await at('2020-01-02')).toEqual([second])
      expect(await at('2020-01-03')).toEqual([third])
      expect((await at('2020-01-04')).map((h) => h.type).sort()).toEqual(['AID', 'CONSULT'])
      expect(await at('2020-01-06')).toEqual(await ledger.happenings())
      expect(await ledger.happening(first.id, '2020-01-01')).toEqual(first)
      expect(await ledger.happening(second.id, '2019-12-31')).toBeNull()
    })

    it('counts what is coded in each article as it stood on an earlier day', async () => {
      const counted = async (asOf?: string) =>
        (await ledger.articles({ asOf })).articles.map(({ counts }) => counts.event ?? 0)
      await ledger.file(story('a'))
      await ledger.formHappenings()
      const [report] = (await only()).reports
      clock = '2020-01-02T10:00:00.000Z'
      await ledger.correct({ action: 'reject', target: report! }, 'Ben')
      clock = '2020-01-03T10:00:00.000Z'
      await ledger.file(
        story('a', {
          made: 'newer',
          events: [
            { type: 'AID', mode: [] },
            { type: 'THREATEN', mode: [] },
          ],
        }),
      )
      expect(await counted('2019-12-31')).toEqual([])
      expect(await counted('2020-01-01')).toEqual([1])
      expect(await counted('2020-01-02')).toEqual([0])
      expect(await counted('2020-01-03')).toEqual(await counted())
      expect((await counted())[0]).toBeGreaterThan(1)
    })

    it('lets people decide on imported rows too, and join them to what was read', async () => {
      const { parties } = await (async () => {
        await ledger.file(story('a'))
        await ledger.formHappenings()
        const { actors, recipients } = await only()
        return { parties: { actors, recipients } }
      })()
      await ledger.importEvents([
        {
          origin: 'icews',
          originId: '1 1994-05-04',
          type: 'CONSULT',
          mode: [],
          contexts: [],
          cameo: '042',
          goldstein: 1.9,
          score: 2.5,
          status: 'actual',
          ...parties,
          reciprocal: false,
          date: day('1994-05-04'),
          place: null,
          assertedBy: null,
          conceded: true,
          rule: 'icews',
          words: 'Make a visit',
          confidence: null,
          sources: [],
          extra: {},
        },
      ])
      const both = await ledger.happenings({ pair: ['BEL', 'PER'] })
      expect(both).toHaveLength(2)
      const merge = await ledger.correct({ action: 'merge', targets: both.map((h) => h.id) }, 'Ana')
      const joined = await only()
      expect(joined.sources.map((source) => source.imported)).toContain('icews')
      expect(await ledger.pairs()).toMatchObject([{ happenings: 1 }])
      await ledger.correct({ action: 'undo', decision: merge.id }, 'Ana')
      expect(await ledger.happenings({ pair: ['BEL', 'PER'] })).toEqual(both)
      const imported = both.find((h) => h.imported)!
      await ledger.correct({ action: 'reject', target: imported.id }, 'Ana')
      expect((await only()).imported).toBeUndefined()
    })

    it('puts the doubtful and weighty first in the review queue, and what was decided nowhere', async () => {
      await ledger.file(story('a', { events: [{ confidence: 0.95 }] }))
      await ledger.file(
        story('b', {
          countries: ['CHL', 'PER'],
          events: [{ type: 'ASSAULT', mode: [], score: -9, goldstein: -10, confidence: 0.6 }],
        }),
      )
      await ledger.file(story('c', { countries: ['GHA', 'TGO'], events: [{ confidence: 0.6, assertedBy: 'e2' }] }))
      await ledger.formHappenings()
      const queue = await ledger.reviewQueue()
      expect(queue.map(({ happening }) => happening.actors[0]!.country)).toEqual(['CHL', 'GHA', 'BEL'])
      expect(queue[1]!.why).toEqual(['the coder is 60 % sure', 'only Togo claims it'])
      await ledger.correct({ action: 'accept', target: queue[0]!.happening.id }, 'Ana')
      expect((await ledger.reviewQueue()).map(({ happening }) => happening.actors[0]!.country)).toEqual(['GHA', 'BEL'])
      expect(await ledger.reviewQueue({ country: 'TGO' })).toHaveLength(1)
    })

    it('says what to do about a correction that cannot be', async () => {
      await ledger.file(story('a'))
      await ledger.formHappenings()
      const { id, reports } = await only()
      const failing = [
        ledger.correct({ action: 'accept', target: 'nothing' }, 'Ana'),
        ledger.correct({ action: 'accept', target: id }, '  '),
        ledger.correct({ action: 'merge', targets: [id] }, 'Ana'),
        ledger.correct({ action: 'split', reports }, 'Ana'),
        ledger.correct({ action: 'undo', decision: 'nothing' }, 'Ana'),
      ]
      for (const failure of await Promise.allSettled(failing)) {
        expect(failure.status).toBe('rejected')
        expect((failure as PromiseRejectedResult).reason).toBeInstanceOf(LedgerError)
      }
      expect(await ledger.history()).toEqual([])
    })

    it('erases what decisions hold of a forgotten article or person', async () => {
      await ledger.file(story('a'))
      await ledger.formHappenings()
      await ledger.correct({ action: 'accept', target: (await only()).id }, 'Ana', 'as Aurelia Vantongeren told me')
      expect(await ledger.forget('Aurelia Vantongeren', 'asked for')).toEqual({ articles: 0, persons: 1 })
      expect((await ledger.history())[0]!.why).toBe('as ███████ ███████████ told me')
      await ledger.forget('a', 'asked for')
      expect(await ledger.happenings()).toEqual([])
      expect(await ledger.history()).toMatchObject([{ by: 'Ana', action: 'accept', why: '', reports: [] }])
    })
  })
}
