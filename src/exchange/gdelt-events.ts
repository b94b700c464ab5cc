import { goldsteinOf, scoreOf } from '../coding/index.ts'
import type { Happening, Party } from '../ledger/index.ts'
import { dayInterval, decimal, flat, isoDay, numberOf } from './cells.ts'
import { cameoSpelling, fipsOf, isoOf, isoOfCameo, isoOfFips, nameOf } from './countries.ts'
import { crosswalkOf, gdeltQuad } from './crosswalk.ts'
import { numericId } from './numeric-id.ts'
import { cameoCode, knownGroup, ownCode } from './parties.ts'
import { bad, type Cells, type NotTaken, type RowFormat, type Understood } from './row-format.ts'

const actor = (n: 1 | 2) =>
  [
    'Code',
    'Name',
    'CountryCode',
    'KnownGroupCode',
    'EthnicCode',
    'Religion1Code',
    'Religion2Code',
    'Type1Code',
    'Type2Code',
    'Type3Code',
  ].map((column) => `Actor${n}${column}`)

const geo = (of: string, withAdm2: boolean) =>
  ['Type', 'FullName', 'CountryCode', 'ADM1Code', ...(withAdm2 ? ['ADM2Code'] : []), 'Lat', 'Long', 'FeatureID'].map(
    (column) => `${of}Geo_${column}`,
  )

const columns = (withAdm2: boolean) => [
  'GLOBALEVENTID',
  'SQLDATE',
  'MonthYear',
  'Year',
  'FractionDate',
  ...actor(1),
  ...actor(2),
  'IsRootEvent',
  'EventCode',
  'EventBaseCode',
  'EventRootCode',
  'QuadClass',
  'GoldsteinScale',
  'NumMentions',
  'NumSources',
  'NumArticles',
  'AvgTone',
  ...geo('Actor1', withAdm2),
  ...geo('Actor2', withAdm2),
  ...geo('Action', withAdm2),
  'DATEADDED',
  'SOURCEURL',
]

/** GDELT 1.0 events: 58 columns, 57 in files before April 2013 (no SOURCEURL). */
export const gdelt1: RowFormat = {
  name: 'gdelt1',
  family: 'gdelt',
  title: 'GDELT 1.0 events',
  extension: 'export.CSV',
  shape: '\t',
  columns: columns(false),
  header: false,
  saysStatus: false,
  onePair: true,
  needsDay: true,
  tell: (happening, pair) => cellsOf(happening, pair.actors[0], pair.recipients[0], pair.index, 'gdelt1'),
  adopt(cells) {
    cells.DATEADDED = cells.DATEADDED!.slice(0, 8)
  },
  understand: (cells) => understand(cells, 'gdelt1'),
}

/** GDELT 2.0 events: 61 columns; an ADM2 code in each place, and the time of adding. */
export const gdelt2: RowFormat = {
  ...gdelt1,
  name: 'gdelt2',
  title: 'GDELT 2.0 events',
  columns: columns(true),
  tell: (happening, pair) => cellsOf(happening, pair.actors[0], pair.recipients[0], pair.index, 'gdelt2'),
  adopt(cells) {
    if (cells.DATEADDED!.length === 8) cells.DATEADDED += '000000'
  },
  understand: (cells) => understand(cells, 'gdelt2'),
}

function cellsOf(
  h: Happening,
  actor: Party | undefined,
  recipient: Party | undefined,
  index: number,
  format: 'gdelt1' | 'gdelt2',
): Cells {
  const day = h.date?.start ?? ''
  const [year = '', month = '', dayOfMonth = ''] = day.split('-')
  const added = (h.sources.reduce((last, s) => (s.published && s.published > last ? s.published : last), '') || day)
    .split('-')
    .join('')
  const cells: Cells = {
    GLOBALEVENTID:
      h.imported?.origin === 'gdelt1' || h.imported?.origin === 'gdelt2' ? h.imported.originId : numericId(h.id, index),
    SQLDATE: year + month + dayOfMonth,
    MonthYear: year + month,
    Year: year,
    FractionDate: day ? (Number(year) + (Number(month) * 30 - 30 + Number(dayOfMonth)) / 365).toFixed(4) : '',
  }
  actorCells(cells, ACTOR_1, actor)
  actorCells(cells, ACTOR_2, recipient)
  cells.IsRootEvent = ''
  cells.EventCode = h.cameo
  cells.EventBaseCode = h.cameo.slice(0, 3)
  cells.EventRootCode = h.cameo.slice(0, 2)
  cells.QuadClass = gdeltQuad(h.cameo)
  cells.GoldsteinScale = decimal(h.goldstein)
  cells.NumMentions = String(h.reports.length)
  cells.NumSources = String(h.independent)
  cells.NumArticles = String(h.sources.length || 1)
  cells.AvgTone = ''
  placeCells(cells, PLACE_1, null, format)
  placeCells(cells, PLACE_2, null, format)
  placeCells(cells, PLACE, h.place, format)
  cells.DATEADDED = format === 'gdelt2' ? `${added}000000` : added
  cells.SOURCEURL = flat(h.sources[0]?.url ?? '')
  return cells
}

/** Column names, made once: joining them for every row would cost more than the rest of it. */
const actorKeys = (n: 1 | 2) => {
  const [code, name, country, group, ethnic, religion1, religion2, type1, type2, type3] = actor(n) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  return { code, name, country, group, type1, others: [ethnic, religion1, religion2, type2, type3] }
}
const ACTOR_1 = actorKeys(1)
const ACTOR_2 = actorKeys(2)

function actorCells(cells: Cells, keys: typeof ACTOR_1, party: Party | undefined): void {
  const group = party ? knownGroup(party) : ''
  cells[keys.code] = party ? cameoCode(party) : ''
  cells[keys.name] = party ? flat(party.name).toUpperCase() : ''
  cells[keys.country] = party?.country ? cameoSpelling(party.country) : group === 'EEC' ? 'EUR' : ''
  cells[keys.group] = group
  cells[keys.type1] = party?.sector ?? (group ? 'IGO' : '')
  for (const column of keys.others) cells[column] = ''
}

const placeKeys = (of: string) => ({
  type: `${of}Geo_Type`,
  name: `${of}Geo_FullName`,
  country: `${of}Geo_CountryCode`,
  adm1: `${of}Geo_ADM1Code`,
  adm2: `${of}Geo_ADM2Code`,
  lat: `${of}Geo_Lat`,
  lon: `${of}Geo_Long`,
  feature: `${of}Geo_FeatureID`,
})
const PLACE_1 = placeKeys('Actor1')
const PLACE_2 = placeKeys('Actor2')
const PLACE = placeKeys('Action')

function placeCells(cells: Cells, keys: typeof PLACE, place: Happening['place'], format: 'gdelt1' | 'gdelt2'): void {
  const country = place?.country ?? null
  const isCountry = place !== null && country !== null && isoOf(place.name) === country
  const name = place ? flat(place.name) : ''
  cells[keys.type] = !place ? '0' : isCountry ? '1' : country === 'USA' ? '3' : '4'
  cells[keys.name] = isCountry || !country || name.includes(', ') ? name : `${name}, ${nameOf(country)}`
  cells[keys.country] = country ? fipsOf(country, place?.lon) : ''
  cells[keys.adm1] = ''
  if (format === 'gdelt2') cells[keys.adm2] = ''
  cells[keys.lat] = place?.lat === undefined ? '' : String(place.lat)
  cells[keys.lon] = place?.lon === undefined ? '' : String(place.lon)
  cells[keys.feature] = ''
}

function understand(cells: Cells, origin: 'gdelt1' | 'gdelt2'): Understood | NotTaken {
  const id = cells.GLOBALEVENTID!
  if (!/^\d+$/.test(id))
    return bad('no-id', `GLOBALEVENTID is "${id}"; a GDELT event row begins with a number. Is this another file?`)
  const day = isoDay(cells.SQLDATE!)
  if (!day) return bad('bad-date', `SQLDATE is "${cells.SQLDATE}"; a day is written 20030206.`)
  const walk = crosswalkOf(cells.EventCode!)
  if (!walk) return { aside: cells.EventCode ? `no CAMEO code: ${cells.EventCode}` : 'no CAMEO code' }
  if (!walk.type) return { aside: `CAMEO ${walk.cameo.slice(0, 2)} (public statement) has no PLOVER type` }
  const goldstein = numberOf(cells.GoldsteinScale!)
  if (goldstein === undefined || (goldstein !== null && Math.abs(goldstein) > 10))
    return bad('bad-number', `GoldsteinScale is "${cells.GoldsteinScale}"; a number from -10 to 10 was expected.`)
  const place = placeOf(cells)
  if (place && 'issue' in place) return place
  const code = /^\d{3,4}$/.test(cells.EventCode!) ? cells.EventCode! : walk.cameo
  return {
    origin,
    originId: id,
    type: walk.type,
    mode: walk.mode,
    contexts: walk.contexts,
    cameo: code,
    goldstein: goldstein ?? goldsteinOf(code),
    score: scoreOf(walk.type, walk.mode),
    status: 'actual',
    actors: partiesOf(cells, ACTOR_1),
    recipients: partiesOf(cells, ACTOR_2),
    reciprocal: false,
    date: dayInterval(day),
    place,
    confidence: null,
    assertedBy: null,
    conceded: true,
    sources: cells.SOURCEURL
      ? [
          {
            title: null,
            outlet: hostOf(cells.SOURCEURL),
            url: cells.SOURCEURL,
            published: isoDay(cells.DATEADDED!.slice(0, 8)),
          },
        ]
      : [],
    rule: `import/${origin}`,
    words: '',
  }
}

function partiesOf(cells: Cells, keys: typeof ACTOR_1): Party[] {
  const code = cells[keys.code]!
  const name = cells[keys.name]!
  const country = cells[keys.country]!
  if (!code && !name && !country) return []
  const sector = cells[keys.type1]!
  return [
    {
      name: name || code,
      code: ownCode(code).code,
      country: country ? isoOfCameo(country) : null,
      sector: sector === '' || sector === 'IGO' ? null : sector,
    },
  ]
}

function placeOf(cells: Cells): Happening['place'] | Extract<NotTaken, { issue: unknown }> {
  const fullName = cells.ActionGeo_FullName!
  const fips = cells.ActionGeo_CountryCode!
  if (!fullName && !fips) return null
  const lat = numberOf(cells.ActionGeo_Lat!)
  const lon = numberOf(cells.ActionGeo_Long!)
  if (lat === undefined || lon === undefined || Math.abs(lat ?? 0) > 90 || Math.abs(lon ?? 0) > 180)
    return bad(
      'bad-number',
      `ActionGeo_Lat and ActionGeo_Long are "${cells.ActionGeo_Lat}" and "${cells.ActionGeo_Long}"; degrees were expected. A tab too many before them?`,
    ) as Extract<NotTaken, { issue: unknown }>
  const country = fips ? isoOfFips(fips) : null
  return {
    name: fullName.split(', ')[0]!,
    country,
    ...(lat === null ? {} : { lat }),
    ...(lon === null ? {} : { lon }),
  }
}

/** The host of an address without "www."; null when it is none (a citation of a broadcast or a book). */
export function hostOf(url: string): string | null {
  const found = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(?:www\.)?([^/?#:]+)/i.exec(url)
  return found ? found[1]!.toLowerCase() : null
}
