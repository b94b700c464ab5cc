import { goldsteinOf, scoreOf } from '../coding/index.ts'
import type { Happening, Party } from '../ledger/index.ts'
import { dayInterval, decimal, flat, isoDay, listOf, numberOf } from './cells.ts'
import { cameoSpelling, isoOfCameo } from './countries.ts'
import { crosswalkOf, phoenixClass } from './crosswalk.ts'
import { hostOf } from './gdelt-events.ts'
import { cameoCode, ownCode } from './parties.ts'
import { bad, type Cells, type RowFormat } from './row-format.ts'

/** The Phoenix data set: 26 columns, no header. Its classes have a 0 for statements and appeals. */
export const phoenix: RowFormat = {
  name: 'phoenix',
  family: 'phoenix',
  title: 'Phoenix',
  extension: 'txt',
  shape: '\t',
  columns: [
    'EventID',
    'Date',
    'Year',
    'Month',
    'Day',
    'SourceActorFull',
    'SourceActorEntity',
    'SourceActorRole',
    'SourceActorAttribute',
    'TargetActorFull',
    'TargetActorEntity',
    'TargetActorRole',
    'TargetActorAttribute',
    'EventCode',
    'EventRootCode',
    'PentaClass',
    'GoldsteinScore',
    'Issues',
    'Lat',
    'Lon',
    'LocationName',
    'StateName',
    'CountryCode',
    'SentenceID',
    'URLs',
    'NewsSources',
  ],
  header: false,
  saysStatus: false,
  onePair: true,
  needsDay: true,
  tell(h, { actors: [actor], recipients: [recipient], index }) {
    const [year = '', month = '', day = ''] = (h.date?.start ?? '').split('-')
    return {
      EventID: h.imported?.origin === 'phoenix' ? h.imported.originId : index ? `${h.id}-${index + 1}` : h.id,
      Date: year + month + day,
      Year: year,
      Month: month,
      Day: day,
      ...partyCells('Source', actor),
      ...partyCells('Target', recipient),
      EventCode: h.cameo,
      EventRootCode: h.cameo.slice(0, 2),
      PentaClass: phoenixClass(h.cameo),
      GoldsteinScore: decimal(h.goldstein),
      Issues: '',
      Lat: h.place?.lat === undefined ? '' : String(h.place.lat),
      Lon: h.place?.lon === undefined ? '' : String(h.place.lon),
      LocationName: h.place ? flat(h.place.name) : '',
      StateName: '',
      CountryCode: h.place?.country ? cameoSpelling(h.place.country) : '',
      SentenceID: '',
      URLs: h.sources.map((source) => escaped(source.url ?? '')).join(';'),
      NewsSources: h.sources.map((source) => escaped(source.outlet ?? '')).join(';'),
    }
  },
  understand(cells) {
    if (!cells.EventID) return bad('no-id', 'EventID is empty; it is the key of a Phoenix row.')
    const day = isoDay(cells.Date!)
    if (!day) return bad('bad-date', `Date is "${cells.Date}"; a day is written 20030206.`)
    const walk = crosswalkOf(cells.EventCode!)
    if (!walk) return { aside: cells.EventCode ? `no CAMEO code: ${cells.EventCode}` : 'no CAMEO code' }
    if (!walk.type) return { aside: `CAMEO ${walk.cameo.slice(0, 2)} (public statement) has no PLOVER type` }
    const goldstein = numberOf(cells.GoldsteinScore!)
    if (goldstein === undefined || (goldstein !== null && Math.abs(goldstein) > 10))
      return bad('bad-number', `GoldsteinScore is "${cells.GoldsteinScore}"; a number from -10 to 10 was expected.`)
    const lat = numberOf(cells.Lat!)
    const lon = numberOf(cells.Lon!)
    if (lat === undefined || lon === undefined || Math.abs(lat ?? 0) > 90 || Math.abs(lon ?? 0) > 180)
      return bad('bad-number', `Lat and Lon are "${cells.Lat}" and "${cells.Lon}"; degrees were expected.`)
    const country = isoOfCameo(cells.CountryCode!)
    const urls = listOf(cells.URLs!, /;/)
    const outlets = listOf(cells.NewsSources!, /;/)
    return {
      origin: 'phoenix',
      originId: cells.EventID,
      type: walk.type,
      mode: walk.mode,
      contexts: walk.contexts,
      cameo: walk.cameo,
      goldstein: goldstein ?? goldsteinOf(walk.cameo),
      score: scoreOf(walk.type, walk.mode),
      status: 'actual',
      actors: partiesOf(cells, 'Source'),
      recipients: partiesOf(cells, 'Target'),
      reciprocal: false,
      date: dayInterval(day),
      place:
        cells.LocationName || country
          ? { name: cells.LocationName!, country, ...(lat === null ? {} : { lat }), ...(lon === null ? {} : { lon }) }
          : null,
      confidence: null,
      assertedBy: null,
      conceded: true,
      sources: Array.from({ length: Math.max(urls.length, outlets.length) }, (_, i) => ({
        title: null,
        outlet: unescaped(outlets[i] ?? '') || hostOf(urls[i] ?? ''),
        url: unescaped(urls[i] ?? '') || null,
        published: null,
      })),
      rule: 'import/phoenix',
      words: '',
    }
  },
}

/** Phoenix joins addresses and names with semicolons. */
const escaped = (text: string) => flat(text).replaceAll(';', '%3B')
const unescaped = (text: string) => text.replaceAll('%3B', ';')

function partyCells(side: 'Source' | 'Target', party: Party | undefined): Cells {
  const code = party ? cameoCode(party) : ''
  return {
    [`${side}ActorFull`]: code,
    [`${side}ActorEntity`]: code.slice(0, 3),
    [`${side}ActorRole`]: party?.sector ?? '',
    [`${side}ActorAttribute`]: '',
  }
}

function partiesOf(cells: Cells, side: 'Source' | 'Target'): Happening['actors'] {
  const full = cells[`${side}ActorFull`]!
  if (!full) return []
  const { code, country } = ownCode(full)
  return [{ name: full, code, country, sector: cells[`${side}ActorRole`] || null }]
}
