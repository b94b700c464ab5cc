import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Happening, ImportedEvent, Party } from '../ledger/index.ts'
import { countries } from './countries.ts'
import { crosswalk } from './crosswalk.ts'
import { CONTEXTS } from './plover-words.ts'
import { readRows } from './read-rows.ts'
import { asHappening, type FormatName, formatNames, importedId } from './row-format.ts'
import { emptyExport, exportHappening, headerLine } from './write-rows.ts'

const gdeltHead =
  '777000111\t20190510\t201905\t2019\t2019.3562\tKOSGOV\tPRISTINA\tKOS\t\t\t\t\tGOV\t\t\tIGOUNO\tTHE UN\t\tUNO\t\t\t\tIGO\t\t\t1\t042\t042\t04\t1\t1.9\t12\t3\t9\t-2.51318'
const place1 = '4\tPristina, Kosovo (general), Kosovo\tKV\tKV00\t42.6667\t21.1667\t-1234567'
const place2 = '4\tPristina, Kosovo (general), Kosovo\tKV\tKV00\t154123\t42.6667\t21.1667\t-1234567'
const nowhere1 = '0\t\t\t\t\t\t'
const nowhere2 = '0\t\t\t\t\t\t\t'

const files: { [format in FormatName]?: string[] } = {
  gdelt1: [
    [gdeltHead, place1, nowhere1, place1, '20190511', 'https://news.example.org/a?b=1'].join('\t'),
    [
      gdeltHead.replace('777000111', '777000112').replace('\t042\t042\t04', '\t163\t163\t16'),
      nowhere1,
      nowhere1,
      nowhere1,
      '20190511',
    ].join('\t'),
    // A protest: class 3 in GDELT, 4 in PLOVER.
    [
      gdeltHead.replace('777000111', '777000113').replace('\t042\t042\t04\t1\t1.9', '\t141\t141\t14\t3\t-6.5'),
      nowhere1,
      nowhere1,
      place1,
      '20190511',
      'BBC Monitoring',
    ].join('\t'),
  ],
  gdelt2: [
    [gdeltHead, place2, nowhere2, place2, '20190511043000', 'https://news.example.org/a?b=1'].join('\t'),
    [gdeltHead.replace('777000111', '9'), nowhere2, nowhere2, nowhere2, '20190511043000', ''].join('\t'),
  ],
  icews: [
    'Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude',
    '21145721\t2013-05-10\tCitizen (Kosovo)\t"General Population / Civilian / Social,Social"\tKosovo\tSome label\t042\t1.9\tMinistry (Serbia)\tGovernment,Executive\tSerbia\t31\t2\tAgence Example\tPristina\t\tDistrikti i Prishtinës\tKosovo\t42.6667\t21.1667',
    '21145721\t5/31/2013\tUnited Nations\tInternational Government Organization\t\tSome label\t51\t3.4\tNo one\t\t\t32\t1\tAgence Example\t\t\t\t\t\t',
  ],
  phoenix: [
    '20150304_17_v0.2.0\t20150304\t2015\t3\t4\tKOSGOV\tKOS\tGOV\t\tSRBMIL\tSRB\tMIL\t\t141\t14\t4\t-6.5\tTALKS,2;NAMED_TERROR_GROUP,1\t42.67\t21.17\tPristina\tPristina\tKOS\t5_1\thttps://a.example.org/1;https://b.example.org/2\ta;b',
    '20150304_18_v0.2.0\t20150304\t2015\t03\t04\tIGOEUREEC\tIGO\t\t\tUSAGOV\tUSA\tGOV\t\t020\t02\t0\t3.0\t\t\t\t\t\t\t6_1\thttps://a.example.org/3\ta',
  ],
  polecat: [
    'Event ID\tEvent Date\tEvent Type\tEvent Mode\tEvent Intensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion',
    '20221103-0001-abc\t2022-11-03\tCONSULT\tvisit\t4.0\tVERBAL COOPERATION\tdiplomatic; economic\tAnna Beispiel; Government of Kosovo\tDEU; XKX\t255; 347\tGOV; GOV\tGovernment; Executive\tNone\tBeispiel; Pristina\tAnna_Beispiel\tTrade Union\tNone\tNone\tLAB\tLabor\tNone\tunion\tNone\tPristina\tPristina\tNone\tNone\tKosovo\t42.67\t21.17\t786714\tPristina\tPPLC\tExample Wire\t2022-11-04\tA; B\tC\tD\ten\tNGEC_coder-Vers001-b1-Run-001',
    '20221103-0002-abc\t2022-11-03\tPROTEST\tNone\t-5.0\tMATERIAL CONFLICT\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tExample Wire\t2022-11-04\tNone\tNone\tNone\tes\tNGEC_coder-Vers001-b1-Run-001',
  ],
  ngec: [
    '{"id":"x1","story_id":"s1","date":"2022-11-04","pub_date":"2022-11-04","publisher":"Example Wire","headline":"Talks","event_text":"the envoys met","event_type":"CONSULT","event_mode":["visit","-strange-"],"contexts":["diplomatic","odd"],"version":"b1","attributes":{"ACTOR":[{"text":"envoys","qa_score":0.71,"country":"DEU","code_1":"GOV"}],"RECIP":[],"LOC":[],"DATE":[]},"event_geolocation":{"reason":"none","geo":null},"story_people":["A"],"date_raw":"Friday","date_resolved":"2022-11-04"}',
  ],
  plover: [
    '{"id":"p1","date":"2022-11-04","actor":[{"code":"DEU","sector":"GOV","entity_text":"Berlin","office":"chancellor"}],"recipient":[{"code":"IGOUNO","entity_text":"UN"}],"event":["REQUEST"],"event_text":["asked"],"quad_code":3,"mode":["assist"],"context":["economic"],"cite_info":{"language":"en","url":"https://a.example.org/1"},"comment":"x","__proto__":"kept"}',
  ],
}

async function importAll(format: FormatName, lines: string[]): Promise<ImportedEvent[]> {
  const events: ImportedEvent[] = []
  const reasons: string[] = []
  for await (const event of readRows(format, [`${lines.join('\n')}\n`], ({ reason }) => reasons.push(reason)))
    events.push(event)
  expect(reasons).toEqual([])
  return events
}

/** As the command writes it: the lines of a day in the order of their bytes. */
function exportAll(format: FormatName, happenings: Happening[], all = false): string[] {
  const lines = happenings.flatMap((happening) => exportHappening(happening, format, emptyExport(), all))
  const header = headerLine(format)
  return [
    ...(header ? [header] : []),
    ...lines
      .map(({ day, line: text }) => `${day} ${text}`)
      .sort()
      .map((text) => text.slice(text.indexOf(' ') + 1)),
  ]
}

const kept = (events: ImportedEvent[]) =>
  events.map((event) => asHappening(event, importedId(event.origin, event.originId)))

describe('rows of other systems', () => {
  for (const format of Object.keys(files) as FormatName[])
    it(`come out of ${format} as they went in, cell by cell`, async () => {
      const given = files[format]!
      const happenings = kept(await importAll(format, given))
      const rows = headerLine(format) ? given.slice(1) : given
      expect(happenings).toHaveLength(rows.length)
      const out = exportAll(format, happenings)
      const written = headerLine(format) ? out.slice(1) : out
      const plain = (text: string) =>
        text.startsWith('{') ? JSON.stringify(Object.entries(JSON.parse(text)).sort()) : text
      expect(written.map(plain).sort()).toEqual(rows.map(plain).sort())
    })

  it('keep their origin and every column in our own files', async () => {
    for (const [format, given] of Object.entries(files) as [FormatName, string[]][]) {
      const happenings = kept(await importAll(format, given))
      for (const own of ['jsonl', 'csv'] as const) {
        const again = kept(await importAll(own, exportAll(own, happenings)))
        expect(new Set(again.map((happening) => happening.imported!.origin))).toEqual(new Set([format]))
        expect(exportAll(format, again)).toEqual(exportAll(format, happenings))
        expect(exportAll(own, again)).toEqual(exportAll(own, happenings))
      }
    }
  })

  it('go from GDELT 1.0 to 2.0 with their columns, and the times of adding fit', async () => {
    const out = exportAll('gdelt2', kept(await importAll('gdelt1', files.gdelt1!)))
    const first = out.find((text) => text.startsWith('777000111'))!.split('\t')
    expect(first).toHaveLength(61)
    expect(first.slice(59)).toEqual(['20190511000000', 'https://news.example.org/a?b=1'])
    expect(first.slice(31, 35)).toEqual(['12', '3', '9', '-2.51318'])
    expect(out.every((text) => text.split('\t').length === 61)).toBe(true)
  })

  it('give an edited happening the values of the edit and keep the rest', async () => {
    const [first] = kept(await importAll('gdelt1', files.gdelt1!))
    const edited: Happening = {
      ...first!,
      cameo: '043',
      date: { start: '2019-05-09', end: '2019-05-09', precision: 'day' },
      decided: 'edited',
    }
    const cells = exportAll('gdelt1', [edited])[0]!.split('\t')
    expect(cells[1]).toBe('20190509')
    expect(cells[26]).toBe('043')
    expect(cells[34]).toBe('-2.51318')
  })
})

const word = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
  fc.constantFrom(
    'Angela Merkel',
    'a;b',
    'a|b\\',
    'tab\there',
    'line\nbreak',
    '"quoted", with comma',
    'None',
    "Côte d'Ivoire",
  ),
)
const sectorArbitrary = fc.constantFrom('GOV', 'MIL', 'OPP', 'REB', null)
const partyArbitrary: fc.Arbitrary<Party> = fc
  .tuple(word, fc.option(fc.constantFrom(...countries.map((country) => country.iso3)), { nil: null }), sectorArbitrary)
  .map(([name, country, sector]) => ({ name, code: country ? country + (sector ?? '') : 'IGOUNO', country, sector }))
const dayArbitrary = fc
  .date({ min: new Date('1979-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const dateArbitrary = fc.oneof(
  dayArbitrary.map((day) => ({ start: day, end: day, precision: 'day' as const })),
  dayArbitrary.map((day) => ({
    start: `${day.slice(0, 7)}-01`,
    end: `${day.slice(0, 7)}-28`,
    precision: 'month' as const,
  })),
  fc.constant(null),
)
const walks = crosswalk.filter((row) => row.type !== null)
const happeningArbitrary: fc.Arbitrary<Happening> = fc
  .record({
    id: fc.stringMatching(/^[0-9a-f]{32}$/),
    walk: fc.constantFrom(...walks),
    contexts: fc.uniqueArray(fc.constantFrom(...CONTEXTS), { maxLength: 3 }),
    goldstein: fc.integer({ min: -100, max: 100 }).map((value) => value / 10),
    score: fc.integer({ min: -20, max: 20 }).map((value) => value / 2),
    status: fc.constantFrom('actual', 'actual', 'actual', 'future', 'negated', 'hypothetical', 'historical'),
    actors: fc.array(partyArbitrary, { maxLength: 3 }),
    recipients: fc.array(partyArbitrary, { maxLength: 3 }),
    reciprocal: fc.boolean(),
    date: dateArbitrary,
    place: fc.option(
      fc.record({
        name: word,
        country: fc.option(fc.constantFrom('KEN', 'PSE', 'USA', 'XKX'), { nil: null }),
        lat: fc.integer({ min: -900, max: 900 }).map((value) => value / 10),
        lon: fc.integer({ min: -1800, max: 1800 }).map((value) => value / 10),
      }),
      { nil: null },
    ),
    confidence: fc.integer({ min: 0, max: 100 }).map((value) => value / 100),
    assertedBy: fc.option(partyArbitrary, { nil: null }),
    conceded: fc.boolean(),
    sources: fc.array(
      fc.record({
        article: fc.stringMatching(/^[0-9a-f]{32}$/),
        title: fc.option(word, { nil: null }),
        outlet: fc.option(word, { nil: null }),
        url: fc.option(fc.constantFrom('https://a.example.org/1?x=2', 'https://b.example.org/;x'), { nil: null }),
        published: fc.option(dayArbitrary, { nil: null }),
        copyGroup: fc.constant('g'),
        imported: fc.constant(null),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    independent: fc.integer({ min: 1, max: 5 }),
    reasons: fc.array(word, { maxLength: 2 }),
    decided: fc.constantFrom('accepted' as const, 'edited' as const, null),
    rule: fc.constantFrom('consult/visit', 'learned'),
    words: word,
  })
  .map(({ walk, ...rest }) => ({
    ...rest,
    status: rest.status as Happening['status'],
    type: walk.type!,
    mode: walk.mode,
    cameo: walk.cameo,
    reciprocal: rest.reciprocal && rest.recipients.length === 0,
    reports: [rest.id],
    conflicts: [],
  }))

describe('happenings of our own', () => {
  for (const format of formatNames)
    it(`out, in and out again by ${format}: the same bytes, and every difference named`, {
      timeout: 60_000,
    }, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(happeningArbitrary, { maxLength: 4, selector: (h) => h.id }),
          fc.boolean(),
          async (happenings, all) => {
            const report = emptyExport()
            const lines = happenings.flatMap((happening) => exportHappening(happening, format, report, all))
            expect(report.losses.has('the whole row')).toBe(false)
            const left = [...report.left.values()].reduce((sum, n) => sum + n, 0)
            const first = exportAll(format, happenings, all)
            expect(lines.length).toBe(report.rows)
            const events = await importAll(format, first)
            expect(events).toHaveLength(report.rows)
            expect(report.happenings - left).toBeLessThanOrEqual(report.rows)
            expect(exportAll(format, kept(events), all)).toEqual(first)
            if (format === 'jsonl' || format === 'csv') {
              expect([...report.losses.keys()]).toEqual([])
              expect(left).toBe(0)
            }
          },
        ),
        { numRuns: 60 },
      )
    })

  it('loses nothing by PLOVER JSON but what only the ledger knows', () => {
    fc.assert(
      fc.property(happeningArbitrary, (happening) => {
        const report = emptyExport()
        exportHappening(happening, 'plover', report, true)
        const only = [
          'independent',
          'decided',
          'reports',
          'sources.article',
          'sources.copyGroup',
          'conflicts',
          'reasons',
        ]
        expect([...report.losses.keys()].filter((field) => !only.includes(field))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('does not pass off as happened what a format cannot say', () => {
    const base: Happening = {
      ...kept([])[0],
      id: 'a'.repeat(32),
      type: 'THREATEN',
      mode: [],
      contexts: [],
      cameo: '130',
      goldstein: -4.4,
      score: -3.5,
      status: 'negated',
      actors: [{ name: 'Chile', code: 'CHL', country: 'CHL', sector: null }],
      recipients: [{ name: 'Peru', code: 'PER', country: 'PER', sector: null }],
      reciprocal: false,
      date: { start: '2011-03-04', end: '2011-03-04', precision: 'day' },
      place: null,
      confidence: 0.8,
      assertedBy: null,
      conceded: true,
      reports: ['r'],
      sources: [],
      independent: 1,
      conflicts: [],
      reasons: [],
      decided: null,
      rule: 'r',
      words: 'w',
    }
    const report = emptyExport()
    expect(exportHappening(base, 'gdelt2', report)).toEqual([])
    expect(
      exportHappening({ ...base, status: 'actual', assertedBy: base.recipients[0]!, conceded: false }, 'icews', report),
    ).toEqual([])
    expect(
      exportHappening(
        { ...base, status: 'actual', date: { start: '2011-01-01', end: '2011-12-31', precision: 'year' } },
        'phoenix',
        report,
      ),
    ).toEqual([])
    expect([...report.left]).toEqual([
      ['negated, which the format cannot say', 1],
      ['claimed by one side only, which the format cannot say', 1],
      ['known only to the month or year, where the format needs a day', 1],
    ])
    expect(exportHappening(base, 'gdelt2', emptyExport(), true)).toHaveLength(1)
    expect(exportHappening(base, 'jsonl', emptyExport())).toHaveLength(1)
  })

  it('multiplies lists out only where a row has one party a side', () => {
    const meeting: Happening = { ...asHappening(sampleMeeting()), imported: null, id: 'b'.repeat(32) }
    const rows = (format: FormatName) => exportHappening(meeting, format, emptyExport()).length
    expect(Object.fromEntries(formatNames.map((format) => [format, rows(format)]))).toEqual({
      plover: 1,
      polecat: 1,
      ngec: 1,
      icews: 6,
      phoenix: 6,
      gdelt1: 6,
      gdelt2: 6,
      jsonl: 1,
      csv: 1,
    })
    const pairs = exportHappening(meeting, 'phoenix', emptyExport()).map(({ line: text }) => text.split('\t'))
    expect(new Set(pairs.map((cells) => cells[0])).size).toBe(6)
    expect(pairs.map((cells) => `${cells[5]}>${cells[9]}`).sort()).toEqual([
      'CHNGOV>INDGOV',
      'CHNGOV>RUSGOV',
      'INDGOV>CHNGOV',
      'INDGOV>RUSGOV',
      'RUSGOV>CHNGOV',
      'RUSGOV>INDGOV',
    ])
  })
})

function sampleMeeting(): ImportedEvent {
  const party = (country: string, name: string): Party => ({ name, code: `${country}GOV`, country, sector: 'GOV' })
  return {
    origin: 'plover',
    originId: 'm',
    type: 'CONSULT',
    mode: ['multilateral'],
    contexts: ['diplomatic'],
    cameo: '046',
    goldstein: 7,
    score: 4,
    status: 'actual',
    actors: [party('RUS', 'Russia'), party('IND', 'India'), party('CHN', 'China')],
    recipients: [],
    reciprocal: true,
    date: { start: '2017-09-04', end: '2017-09-05', precision: 'day' },
    place: { name: 'Xiamen', country: 'CHN', lat: 24.5, lon: 118.1 },
    confidence: null,
    assertedBy: null,
    conceded: true,
    sources: [],
    rule: 'r',
    words: 'met in Xiamen',
    extra: {},
  }
}
