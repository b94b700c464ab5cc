import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { placeOf } from '../days.ts'
import { importedId } from '../imported.ts'
import { type Ledger, openLedger } from '../index.ts'
import { day, importedSample as imported, sampleRecord } from '../sample-record.ts'
import type { Backend } from './backend.ts'

/** What is asked of a ledger, and what it imports. */
export function queriesContract(backend: Backend): void {
  describe('questions', () => {
    let ledger: Ledger
    beforeEach(async () => {
      ledger = await openLedger(await backend.fresh())
    })
    afterEach(() => ledger.close())

    it('shows one happening with both its sources and what they differ on', async () => {
      await ledger.file(sampleRecord('a', { outlet: 'Lima Post', events: [{ mode: ['visit'] }] }))
      await ledger.file(
        sampleRecord('b', {
          outlet: 'Brussels Day',
          text: 'Belgium visited Peru on a warm day in May, said people who were there.',
          events: [{ mode: [], confidence: 0.7 }],
        }),
      )
      await ledger.formHappenings()
      const [happening, ...others] = await ledger.happenings({ pair: ['PER', 'BEL'] })
      expect(others).toEqual([])
      expect(happening).toMatchObject({
        type: 'CONSULT',
        mode: ['visit'],
        actors: [{ name: 'Belgium', country: 'BEL' }],
        recipients: [{ name: 'Peru', country: 'PER' }],
        sources: [{ article: 'a' }, { article: 'b' }],
        independent: 2,
        assertedBy: null,
        confidence: 0.9,
      })
      expect(await ledger.happening(happening!.id)).toEqual(happening)
    })

    it('answers by pair, country, type, status, days, order and page', async () => {
      await ledger.file(sampleRecord('a', { events: [{}, { type: 'AID', date: day('1994-06-01') }] }))
      await ledger.file(sampleRecord('b', { countries: ['CHL', 'PER'], date: '1994-05-20' }))
      await ledger.file(sampleRecord('c', { countries: ['GHA', 'TGO'], events: [{ status: 'negated' }] }))
      await ledger.formHappenings()
      const days = async (query: Parameters<Ledger['happenings']>[0]) =>
        (await ledger.happenings(query)).map((h) => h.date?.start)
      expect(await days({ pair: ['BEL', 'PER'] })).toEqual(['1994-05-04', '1994-06-01'])
      expect(await days({ pair: ['BEL', 'CHL'] })).toEqual([])
      expect(await days({ country: 'PER' })).toEqual(['1994-05-04', '1994-05-20', '1994-06-01'])
      expect(await days({ country: 'PER', order: 'newest', limit: 1, offset: 1 })).toEqual(['1994-05-20'])
      expect(await days({ types: ['AID'] })).toEqual(['1994-06-01'])
      expect(await days({ statuses: ['negated'] })).toEqual(['1994-05-04'])
      expect(await days({ since: '1994-05-05', until: '1994-05-31' })).toEqual(['1994-05-20'])
      expect(await ledger.pairs()).toEqual([
        { pair: ['BEL', 'PER'], happenings: 2, last: '1994-06-01' },
        { pair: ['CHL', 'PER'], happenings: 1, last: '1994-05-20' },
        { pair: ['GHA', 'TGO'], happenings: 1, last: '1994-05-04' },
      ])
    })

    it('says who claims what no article states, and whether the claimant owns up to it', async () => {
      await ledger.file(sampleRecord('a', { countries: ['BEL', 'PER', 'CHL'], events: [{ assertedBy: 'e3' }] }))
      await ledger.formHappenings()
      const [claimed] = await ledger.happenings()
      expect(claimed).toMatchObject({ assertedBy: { country: 'CHL' }, conceded: false })
      await ledger.file(sampleRecord('b', { events: [{ assertedBy: 'e1' }] }))
      await ledger.formHappenings()
      expect((await ledger.happenings())[0]).toMatchObject({ conceded: true })
      await ledger.file(sampleRecord('c'))
      await ledger.formHappenings()
      expect((await ledger.happenings())[0]).toMatchObject({ assertedBy: null, conceded: true })
    })

    it('finds items by pair, kind and words, and dates them by their article where they carry no date', async () => {
      await ledger.file(
        sampleRecord('a', {
          events: [],
          statements: [
            {
              id: 's1',
              speaker: 'e1',
              addressees: [],
              form: 'indirect',
              cue: 'said',
              content: { start: 0, end: 20 },
              stance: [{ toward: 'e2', polarity: 1 }],
              rule: 'statement/said',
              evidence: [{ start: 0, end: 20 }],
            },
          ],
        }),
      )
      const [item] = await ledger.items({ pair: ['BEL', 'PER'], kinds: ['statement'], words: 'visited peru' })
      expect(item).toMatchObject({
        kind: 'statement',
        date: day('1994-05-04'),
        words: 'Belgium visited Peru',
        item: { cue: 'said' },
      })
      expect(item?.parties.map((party) => `${party.side} ${party.code}`)).toEqual(['party PERGOV', 'speaker BELGOV'])
      expect(await ledger.items({ words: 'thanked' })).toEqual([])
      expect(await ledger.items({ kinds: ['tie'] })).toEqual([])
    })

    it('counts the articles that name both countries, by day and outlet', async () => {
      await ledger.file(sampleRecord('a', { outlet: 'X' }))
      await ledger.file(sampleRecord('b', { outlet: 'X' }))
      await ledger.file(sampleRecord('c', { outlet: 'Y', countries: ['PER', 'CHL'] }))
      expect(await ledger.coverage({ pair: ['PER', 'BEL'] })).toEqual([{ day: '1994-05-04', outlet: 'X', articles: 2 }])
      expect(await ledger.coverage({ country: 'PER' })).toHaveLength(2)
      expect(await ledger.coverage({ country: 'PER', since: '1994-05-05' })).toEqual([])
    })

    it('imports rows of other systems once, with their origin, beside what was read', async () => {
      expect(await ledger.importEvents([imported('1'), imported('2', { date: null })])).toEqual({
        added: 2,
        known: 0,
        changed: 0,
        erased: 0,
      })
      expect(
        await ledger.importEvents([imported('2', { date: null }), imported('3'), imported('1', { cameo: '112' })]),
      ).toEqual({
        added: 1,
        known: 1,
        changed: 1,
        erased: 0,
      })
      await ledger.file(sampleRecord('a', { countries: ['GHA', 'TGO'] }))
      await ledger.formHappenings()
      const found = await ledger.happenings({ pair: ['TGO', 'GHA'] })
      expect(found.map((h) => h.imported?.originId ?? 'read')).toEqual([
        'read',
        expect.any(String),
        expect.any(String),
        '2',
      ])
      const first = found.find((h) => h.imported?.originId === '1')!
      expect(first).toMatchObject({
        cameo: '112',
        independent: 1,
        sources: [{ imported: 'gdelt1' }],
        imported: { origin: 'gdelt1', extra: { NumMentions: '3' } },
      })
      expect(await ledger.happening(first.id)).toEqual(first)
    })

    it('keeps rows of one day whose ids begin alike, filed together or one after the other', async () => {
      const [one, other] = [importedId('gdelt1', '411'), importedId('gdelt1', '9469')]
      expect(placeOf('1994-05-04', one)).toBe(placeOf('1994-05-04', other))
      for (const batches of [[[imported('411'), imported('9469')]], [[imported('411')], [imported('9469')]]]) {
        const fresh = await openLedger(await backend.fresh())
        for (const batch of batches) await fresh.importEvents(batch)
        expect((await fresh.happenings({ pair: ['GHA', 'TGO'] })).map(({ id }) => id)).toEqual([one, other].sort())
        expect((await fresh.find({ words: 'Ghana', pair: ['GHA', 'TGO'] })).total).toBe(2)
        expect(await fresh.importEvents([imported('9469'), imported('411')])).toMatchObject({ added: 0, known: 2 })
        await fresh.close()
      }
    })

    it('adds a source for each mention of an imported event, whichever comes first', async () => {
      const mention = (originId: string, url: string) => ({
        origin: 'gdelt1',
        event: '1',
        originId,
        source: { title: null, outlet: null, url, published: null },
        confidence: null,
        extra: {},
      })
      await ledger.importMentions([mention('m1', 'https://example.org/b')])
      await ledger.importEvents([imported('1')])
      await ledger.importMentions([mention('m2', 'https://example.org/c'), mention('m1', 'https://example.org/b')])
      const [happening] = await ledger.happenings()
      expect(happening?.sources.map((source) => source.url?.at(-1)).sort()).toEqual(['a', 'b', 'c'])
      expect(happening?.independent).toBe(3)
      const all = []
      for await (const one of ledger.allMentions()) all.push(one.originId)
      expect(all.sort()).toEqual(['m1', 'm2'])
    })

    it('covers the name of an erased person in imported rows too, also in those that come again', async () => {
      const row = imported('1', {
        actors: [{ name: 'Vantongeren, Aurelia', code: 'BELGOV', country: 'BEL', sector: 'GOV' }],
        words: 'Aurelia Vantongeren made a statement',
      })
      await ledger.importEvents([row])
      expect((await ledger.find({ words: 'vantongeren' })).total).toBe(1)
      expect(await ledger.forget('Aurelia Vantongeren', 'asked for')).toEqual({ articles: 0, persons: 1 })
      await ledger.importEvents([row, { ...row, originId: '2' }])
      expect(await ledger.happenings()).toHaveLength(2)
      for (const { actors, words } of await ledger.happenings()) {
        expect(actors[0]!.name).toBe('███████████, ███████')
        expect(words).toBe('███████ ███████████ made a statement')
      }
      expect((await ledger.find({ words: 'vantongeren' })).total).toBe(0)
    })

    it('streams everything in the order of ids, whatever the order of reading', async () => {
      const other = await openLedger(await backend.fresh())
      const records = ['a', 'b', 'c'].map((key, i) =>
        sampleRecord(key, { countries: ['PER', 'CHL'], date: `1994-05-1${3 * i}` }),
      )
      for (const record of records) await ledger.file(record)
      for (const record of records.toReversed()) await other.file(record)
      await other.importEvents([imported('1')])
      await ledger.importEvents([imported('1')])
      const stream = async (from: Ledger) => {
        await from.formHappenings()
        const lines: string[] = []
        for await (const happening of from.allHappenings()) lines.push(JSON.stringify(happening))
        return lines
      }
      const lines = await stream(ledger)
      expect(lines).toHaveLength(4)
      expect(await stream(other)).toEqual(lines)
      await other.close()
    })
  })
}
