import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ImportedEvent } from '../ledger/index.ts'
import { countries, fipsOf, isoOf, isoOfCameo, isoOfFips } from './countries.ts'
import { cameoOf, crosswalk, crosswalkOf, gdeltQuad, phoenixClass, ploverQuad } from './crosswalk.ts'
import { formats } from './formats.ts'
import { emptyReport, type Rejected, readMentions, readRows } from './read-rows.ts'
import { asHappening, type FormatName, formatNames } from './row-format.ts'
import { formatOf } from './sniff.ts'
import { emptyExport, exportHappening, exportMention } from './write-rows.ts'

async function reading(format: FormatName, text: string) {
  const report = emptyReport()
  const rejected: Rejected[] = []
  const events: ImportedEvent[] = []
  for await (const event of readRows(format, [text], (row) => rejected.push(row), report)) events.push(event)
  return {
    events,
    report,
    rejected: rejected.map(({ record, reason, issue }) => ({ line: record.line, code: issue?.code, reason })),
  }
}

const row = (format: FormatName, cells: { [column: string]: string }) =>
  formats[format].columns.map((column) => cells[column] ?? '').join('\t')

const gdelt = (cells: { [column: string]: string } = {}) =>
  row('gdelt2', {
    GLOBALEVENTID: '5',
    SQLDATE: '20190510',
    Actor1Code: 'RUSGOV',
    Actor1Name: 'RUSSIA',
    Actor1CountryCode: 'RUS',
    Actor1Type1Code: 'GOV',
    Actor2Code: 'USA',
    Actor2Name: 'UNITED STATES',
    Actor2CountryCode: 'USA',
    EventCode: '042',
    GoldsteinScale: '1.9',
    DATEADDED: '20190511000000',
    SOURCEURL: 'https://news.example.org/1',
    ...cells,
  })
const icews = (cells: { [column: string]: string } = {}) =>
  row('icews', {
    'Event ID': '7',
    'Event Date': '2013-05-10',
    'Source Name': 'Vladimir Putin',
    'Source Sectors': 'Executive,Government',
    'Source Country': 'Russian Federation',
    'CAMEO Code': '112',
    Intensity: '-2.0',
    'Target Name': 'Citizen (United States)',
    'Target Country': 'United States',
    ...cells,
  })
const polecat = (cells: { [column: string]: string } = {}) =>
  row('polecat', {
    'Event ID': 'P1',
    'Event Date': '2022-11-03',
    'Event Type': 'ACCUSE',
    'Event Mode': 'disapprove',
    Intensity: '-2.0',
    'Quad Code': 'VERBAL CONFLICT',
    'Actor Name': 'Peru',
    'Actor Country': 'PER',
    'Actor COW': '135',
    'Recipient Name': 'Chile',
    'Recipient Country': 'CHL',
    'Recipient COW': '155',
    Latitude: '-12.0',
    Longitude: '-77.0',
    Placename: 'Lima',
    Country: 'Peru',
    'Publication Date': '2022-11-04',
    Language: 'es',
    Version: 'v1',
    ...cells,
  })
const header = (format: FormatName) => formats[format].columns.join('\t')

describe('ICEWS', () => {
  it('tells rows with one id apart by their dates', async () => {
    const { events } = await reading('icews', `${icews()}\n${icews({ 'Event Date': '2013-05-11' })}\n`)
    expect(events.map((event) => event.originId)).toEqual(['7@2013-05-10', '7@2013-05-11'])
  })

  it('reads month/day/year and writes it back so', async () => {
    const { events } = await reading('icews', icews({ 'Event Date': '5/31/2013' }))
    expect(events[0]!.date).toEqual({ start: '2013-05-31', end: '2013-05-31', precision: 'day' })
    const { line } = exportHappening(asHappening(events[0]!), 'icews', emptyExport())[0]!
    expect(line.split('\t')[1]).toBe('5/31/2013')
  })

  it('does not take day/month/year for a date of its own', async () => {
    const { rejected } = await reading('icews', icews({ 'Event Date': '31/5/2013' }))
    expect(rejected[0]).toMatchObject({ line: 1, code: 'exchange/bad-date' })
    expect(rejected[0]!.reason).toContain('month/day/year')
  })

  it('puts back a zero lost in a spreadsheet, and sets rows without a code aside', async () => {
    const { events, report } = await reading(
      'icews',
      `${icews({ 'CAMEO Code': '42' })}\n${icews({ 'CAMEO Code': '' })}\n${icews({ 'CAMEO Code': '012' })}\n`,
    )
    expect(events.map((event) => [event.type, event.cameo])).toEqual([['CONSULT', '042']])
    expect([...report.aside]).toEqual([
      ['no CAMEO code', 1],
      ['CAMEO 01 (public statement) has no PLOVER type', 1],
    ])
    expect(report.failed).toBe(0)
  })

  it('knows parties by country name and sector words, quoted or in any order', async () => {
    const { events } = await reading('icews', icews({ 'Source Sectors': '"Cabinet,Military,Government"' }))
    expect(events[0]!.actors).toEqual([{ name: 'Vladimir Putin', code: 'RUSMIL', country: 'RUS', sector: 'MIL' }])
  })
})

describe('POLECAT', () => {
  it('skips repeated headers and blank lines, and takes columns by name', async () => {
    const turned = [...formats.polecat.columns]
      .reverse()
      .map((name) => (name === 'Intensity' ? 'Event Intensity' : name))
    const values = polecat().split('\t').reverse()
    const text = [
      turned.join('\t'),
      values.join('\t'),
      '',
      turned.join('\t'),
      values.join('\t').replace('P1', 'P2'),
    ].join('\r\n')
    const { events, report } = await reading('polecat', text)
    expect(events.map((event) => [event.originId, event.type, event.actors[0]!.code])).toEqual([
      ['P1', 'ACCUSE', 'PER'],
      ['P2', 'ACCUSE', 'PER'],
    ])
    expect(report.failed).toBe(0)
  })

  it('mends a stray tab where only one place for it fits, and writes the row back as it was', async () => {
    const broken = polecat({ 'Raw Placename': 'Lima,\tPeru' })
    const { events, report } = await reading('polecat', `${header('polecat')}\n${broken}\n`)
    expect(report.failed).toBe(0)
    expect([...report.repaired]).toEqual([['a stray tab inside a cell', 1]])
    expect(events[0]!.place).toMatchObject({ name: 'Lima', country: 'PER', lat: -12 })
    expect(exportHappening(asHappening(events[0]!), 'polecat', emptyExport())[0]!.line).toBe(broken)
  })

  it('does not guess where a stray tab could stand in several places', async () => {
    const broken = polecat({ 'Actor Title': 'Minister', 'Actor Name Raw': 'the \tminister', 'Wikipedia Actor ID': 'X' })
    const { rejected } = await reading('polecat', broken)
    expect(rejected[0]).toMatchObject({ line: 1, code: 'exchange/wrong-columns' })
    expect(rejected[0]!.reason).toContain('41 columns')
  })

  it('keeps a headline column beside the forty', async () => {
    const { events } = await reading('polecat', `${header('polecat')}\tHeadline\n${polecat()}\tAngry words\n`)
    expect(events[0]!.extra).toMatchObject({ Headline: 'Angry words' })
    const report = emptyExport()
    exportHappening(asHappening(events[0]!), 'polecat', report)
    expect([...report.losses]).toEqual([['polecat: Headline', { lost: 1, changed: 0 }]])
  })
})

describe('GDELT', () => {
  it('reads places in FIPS and actors in CAMEO spelling', async () => {
    const { events } = await reading(
      'gdelt2',
      gdelt({
        Actor1Code: 'KOSGOV',
        Actor1CountryCode: 'KOS',
        Actor2Code: 'IGOEUREEC',
        Actor2CountryCode: 'EUR',
        Actor2KnownGroupCode: 'EEC',
        ActionGeo_FullName: 'Vienna, Wien, Austria',
        ActionGeo_CountryCode: 'AU',
      }),
    )
    expect(events[0]!.place).toEqual({ name: 'Vienna', country: 'AUT' })
    expect(events[0]!.actors[0]).toMatchObject({ code: 'XKXGOV', country: 'XKX' })
    expect(events[0]!.recipients[0]).toMatchObject({ code: 'IGOEUR', country: null })
  })

  it('names the line, what was seen and what to do for each broken row, and reads the rest', async () => {
    const { events, rejected, report } = await reading(
      'gdelt2',
      [
        gdelt(),
        gdelt().split('\t').slice(1).join('\t'),
        gdelt({ SQLDATE: '20190231' }),
        gdelt({ GoldsteinScale: 'high' }),
        gdelt({ ActionGeo_FullName: 'Lima', ActionGeo_Lat: '412' }),
        'GLOBALEVENTID\tSQLDATE',
        `${gdelt()}\tmore`,
        gdelt({ GLOBALEVENTID: '6' }),
      ].join('\n'),
    )
    expect(events.map((event) => event.originId)).toEqual(['5', '6'])
    expect(rejected.map(({ line, code }) => [line, code])).toEqual([
      [2, 'exchange/wrong-columns'],
      [3, 'exchange/bad-date'],
      [4, 'exchange/bad-number'],
      [5, 'exchange/bad-number'],
      [6, 'exchange/wrong-columns'],
      [7, 'exchange/wrong-columns'],
    ])
    expect(report).toMatchObject({ rows: 8, taken: 2, failed: 6 })
  })

  it('takes mentions for further sources of an event, and gives them back to the letter', async () => {
    const line =
      '5\t20190510000000\t20190511001500\t1\texample.org\thttps://news.example.org/2\t3\t-1\t44\t120\t1\t60\t2300\t-1.2345\tsrclc:rus;eng:Moses\t'
    const broken = line.replace('\t60\t', '\t600\t')
    const rejected: Rejected[] = []
    const mentions = []
    for await (const mention of readMentions([`${line}\n${broken}\n${line.slice(0, 20)}`], (r) => rejected.push(r)))
      mentions.push(mention)
    expect(mentions).toHaveLength(1)
    expect(mentions[0]).toMatchObject({
      event: '5',
      confidence: 0.6,
      source: { outlet: 'example.org', url: 'https://news.example.org/2', published: '2019-05-11' },
    })
    expect(mentions.map(exportMention)).toEqual([line])
    expect(rejected.map(({ record, issue }) => [record.line, issue!.code])).toEqual([
      [2, 'exchange/bad-number'],
      [3, 'exchange/wrong-columns'],
    ])
  })
})

describe('files in general', () => {
  it('knows formats by their first line', () => {
    expect(formatOf(gdelt())).toBe('gdelt2')
    expect(formatOf(row('gdelt1', { GLOBALEVENTID: '5' }))).toBe('gdelt1')
    expect(formatOf(header('icews'))).toBe('icews')
    expect(formatOf(`\ufeff${header('polecat')}\r`)).toBe('polecat')
    expect(formatOf(row('phoenix', { EventID: 'a' }))).toBe('phoenix')
    expect(formatOf('{"id":"1","event_type":"AID"}')).toBe('ngec')
    expect(formatOf('{"id":"1","event":["AID"]}')).toBe('plover')
    expect(formatOf('{"id":"1","type":"AID","actors":[]}')).toBe('jsonl')
    expect(formatOf('id,date_start,type')).toBe('csv')
    expect(formatOf('Dear reader,')).toBeNull()
    expect(formatOf('{"id":')).toBeNull()
  })

  it('reads CSV with quoted commas, marks and line breaks, counts lines, and survives a mark that never closes', async () => {
    const text = 'id,type,words\na,AID,"one, ""two""\nthree"\nb,AID,"open\nc,AID,fine\n'
    const { events, rejected } = await reading('csv', text)
    expect(events.map((event) => [event.originId, event.words])).toEqual([
      ['a', 'one, "two"\nthree'],
      ['c', 'fine'],
    ])
    expect(rejected).toMatchObject([{ line: 4, code: 'exchange/unclosed-quote' }])
  })

  it('names what is wrong with a line of JSON', async () => {
    const { events, rejected } = await reading(
      'jsonl',
      '{"id":"a","type":"AID"}\n{"id":\n[1]\n{"type":"AID"}\n{"id":"b","type":"FRIENDSHIP"}\n{"id":"c","type":"AID","date":"2003"}\n',
    )
    expect(events.map((event) => event.originId)).toEqual(['a'])
    expect(rejected.map(({ line, code }) => [line, code])).toEqual([
      [2, 'exchange/bad-json'],
      [3, 'exchange/bad-json'],
      [4, 'exchange/no-id'],
      [5, 'exchange/no-type'],
      [6, 'exchange/bad-date'],
    ])
  })

  it('does not let a row from elsewhere write lines of its own', async () => {
    const { events } = await reading(
      'jsonl',
      '{"id":"1","type":"AID","actors":[{"name":"a","code":"PER"}],"date":{"start":"2003-02-06","end":"2003-02-06","precision":"day"},"imported":{"origin":"gdelt2","originId":"5","extra":{"#row":"a\\nb","AvgTone":"1\\t2\\n3"}}}',
    )
    const lines = exportHappening(asHappening(events[0]!), 'gdelt2', emptyExport())
    expect(lines.map(({ line }) => [line.split('\n').length, line.split('\t').length])).toEqual([[1, 61]])
  })

  it('does not care where the text is cut into pieces', async () => {
    const text = `${header('polecat')}\r\n${polecat()}\r\n${polecat({ 'Event ID': 'P2' })}`
    for (const size of [1, 7, 100]) {
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
        text.slice(i * size, (i + 1) * size),
      )
      const events: ImportedEvent[] = []
      for await (const event of readRows('polecat', pieces)) events.push(event)
      expect(events.map((event) => event.originId)).toEqual(['P1', 'P2'])
    }
  })
})

describe('crosswalk and codes', () => {
  it('follows the codebook where the old map differs from the manual', () => {
    const says = (code: string) => {
      const { type, mode } = crosswalkOf(code)!
      return [type, ...mode].join('/')
    }
    expect(
      Object.fromEntries(
        ['163', '055', '056', '0813', '0814', '0871', '161', '195', '185', '186', '1712', '191', '192', '175'].map(
          (code) => [code, says(code)],
        ),
      ),
    ).toEqual({
      '163': 'SANCTION/discontinue',
      '055': 'CONCEDE',
      '056': 'CONCEDE',
      '0813': 'CONCEDE',
      '0814': 'CONCEDE',
      '0871': 'CONCEDE',
      '161': 'SANCTION/discontinue',
      '195': 'ASSAULT/aerial',
      '185': 'ASSAULT/targeted',
      '186': 'ASSAULT/targeted',
      '1712': 'ASSAULT/destroy',
      '191': 'COERCE/restrict',
      '192': 'COERCE/seize',
      '175': 'ASSAULT',
    })
  })

  it('gives each type a code that leads back to it', () => {
    for (const { type, mode } of crosswalk) if (type) expect(crosswalkOf(cameoOf(type, mode))!.type).toBe(type)
  })

  it('keeps the quad classes of the systems apart', () => {
    expect([gdeltQuad('141'), phoenixClass('141'), ploverQuad('PROTEST')]).toEqual(['3', '4', 4])
    expect([gdeltQuad('163'), phoenixClass('163'), ploverQuad('SANCTION')]).toEqual(['4', '3', 4])
    expect([gdeltQuad('020'), phoenixClass('020'), ploverQuad('REQUEST')]).toEqual(['1', '0', 3])
  })

  it('takes a finer code than it knows for the one above, and no word for a code', () => {
    expect(crosswalkOf('0439')!.cameo).toBe('043')
    expect(['', '---', 'X', '99'].map(crosswalkOf)).toEqual([null, null, null, null])
  })

  it('has each country once in each spelling', () => {
    for (const column of ['iso3', 'iso2', 'fips', 'cow', 'name'] as const) {
      const values = countries.flatMap((country) => country[column] ?? [])
      expect(values.length).toBe(new Set(values).size)
    }
    for (const { iso3, fips } of countries) if (fips) expect(isoOfFips(fips)).toBe(iso3)
  })

  it('does not take FIPS codes for ISO ones', () => {
    expect(['AU', 'AS', 'GM', 'CH', 'SZ', 'IS', 'RS', 'UP', 'KS', 'KN', 'CG', 'CF', 'NI', 'NG'].map(isoOfFips)).toEqual(
      ['AUT', 'AUS', 'DEU', 'CHN', 'CHE', 'ISR', 'RUS', 'UKR', 'KOR', 'PRK', 'COD', 'COG', 'NGA', 'NER'],
    )
    expect([fipsOf('PSE', 34.45), fipsOf('PSE', 35.2), isoOfFips('GZ')]).toEqual(['GZ', 'WE', 'PSE'])
    expect(['KOS', 'ROM', 'EUR', 'AFR'].map(isoOfCameo)).toEqual(['XKX', 'ROU', null, null])
    expect(['Russian Federation', 'usa', 'KOS', 'Occupied Palestinian Territory', 'Ruritania'].map(isoOf)).toEqual([
      'RUS',
      'USA',
      'XKX',
      'PSE',
      null,
    ])
  })
})

describe('any input', () => {
  it('is taken, set aside or named with a reason, and never throws', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '\t',
        '\n',
        '"',
        ',',
        '{',
        '}',
        '{"id":"1","type":"AID",',
        '\t\t\t',
        '20190510',
        '042',
        'AID',
        'Event ID',
        '5\t',
        '[]',
        ':null',
      ),
      fc.constantFrom(
        gdelt(),
        icews(),
        polecat(),
        '{"id":"1","event":["AID"],"date":"2003-02-06","actor":[null,3,{"code":7}],"detente":{"actors":5}}',
        '{"id":"1","event_type":"AID","date":"2003-02-06","attributes":{"ACTOR":[1]},"event_geolocation":{"geo":[]}}',
        '{"id":"1","type":"AID","actors":"x","sources":[1],"imported":{"origin":"gdelt2","originId":"5","extra":{"#row":"a"}}}',
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...formatNames), fc.array(piece, { maxLength: 12 }), async (format, pieces) => {
        const { events, report, rejected } = await reading(format, pieces.join(''))
        const aside = [...report.aside.values()].reduce((sum, n) => sum + n, 0)
        expect(report.rows).toBe(report.taken + report.failed + aside)
        expect(rejected.length).toBe(report.failed + aside)
        expect(rejected.every(({ reason, line }) => reason.length > 5 && line > 0)).toBe(true)
        // What was taken can be written in every format again.
        for (const event of events)
          for (const out of formatNames) exportHappening(asHappening(event, 'a'), out, emptyExport(), true)
      }),
      { numRuns: 500 },
    )
  })
})
