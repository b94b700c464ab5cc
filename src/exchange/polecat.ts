import { goldsteinOf, scoreOf } from '../coding/index.ts'
import type { Happening, Party } from '../ledger/index.ts'
import { dayInterval, decimal, flat, isoDay, listOf, numberOf } from './cells.ts'
import { cowOf, isoOf, isoOfCow, nameOf } from './countries.ts'
import { cameoOf } from './crosswalk.ts'
import { sectorOfWords, wordOfSector } from './parties.ts'
import { contextOf, modeOf, quadWords, typeOf } from './plover-words.ts'
import { bad, type Cells, type RowFormat } from './row-format.ts'

/** POLECAT weekly files: 40 columns with a header, lists joined with "; ". Files with stray tabs and repeated headers are known. */
export const polecat: RowFormat = {
  name: 'polecat',
  family: 'polecat',
  title: 'POLECAT',
  extension: 'txt',
  shape: '\t',
  columns: [
    'Event ID',
    'Event Date',
    'Event Type',
    'Event Mode',
    'Intensity',
    'Quad Code',
    'Contexts',
    'Actor Name',
    'Actor Country',
    'Actor COW',
    'Primary Actor Sector',
    'Actor Sectors',
    'Actor Title',
    'Actor Name Raw',
    'Wikipedia Actor ID',
    'Recipient Name',
    'Recipient Country',
    'Recipient COW',
    'Primary Recipient Sector',
    'Recipient Sectors',
    'Recipient Title',
    'Recipient Name Raw',
    'Wikipedia Recipient ID',
    'Placename',
    'City',
    'District',
    'Province',
    'Country',
    'Latitude',
    'Longitude',
    'GeoNames ID',
    'Raw Placename',
    'Feature Type',
    'Source',
    'Publication Date',
    'Story People',
    'Story Organizations',
    'Story Locations',
    'Language',
    'Version',
  ],
  header: true,
  saysStatus: false,
  onePair: false,
  needsDay: true,
  tell(h, { actors, recipients }) {
    const isCountry = h.place?.country && isoOf(h.place.name) === h.place.country
    return {
      'Event ID': h.imported?.origin === 'polecat' ? h.imported.originId : h.id,
      'Event Date': h.date?.start ?? '',
      'Event Type': h.type,
      'Event Mode': h.mode.join('; '),
      Intensity: decimal(h.score),
      'Quad Code': quadWords(h.type),
      Contexts: h.contexts.join('; '),
      ...partyCells('Actor', actors),
      ...partyCells('Recipient', recipients),
      Placename: h.place ? flat(h.place.name) : '',
      City: h.place && !isCountry ? flat(h.place.name) : '',
      District: '',
      Province: '',
      Country: h.place?.country ? nameOf(h.place.country) : '',
      Latitude: h.place?.lat === undefined ? '' : String(h.place.lat),
      Longitude: h.place?.lon === undefined ? '' : String(h.place.lon),
      'GeoNames ID': '',
      'Raw Placename': '',
      'Feature Type': '',
      Source: flat(h.sources[0]?.outlet ?? ''),
      'Publication Date': h.sources[0]?.published ?? '',
      'Story People': '',
      'Story Organizations': '',
      'Story Locations': '',
      Language: 'en',
      Version: '',
    }
  },
  understand(cells) {
    if (!cells['Event ID']) return bad('no-id', 'Event ID is empty; it is the key of a POLECAT row.')
    const day = isoDay(cells['Event Date']!)
    if (!day) return bad('bad-date', `Event Date is "${cells['Event Date']}"; a day is written 2003-02-06.`)
    const type = typeOf(cells['Event Type']!)
    if (!type)
      return cells['Event Type']
        ? bad('no-type', `Event Type is "${cells['Event Type']}"; PLOVER has sixteen types, from AGREE to ASSAULT.`)
        : { aside: 'no event type' }
    const score = numberOf(cells.Intensity!)
    if (score === undefined || (score !== null && Math.abs(score) > 10))
      return bad('bad-number', `Intensity is "${cells.Intensity}"; a number from -10 to 10 was expected.`)
    const lat = numberOf(absent(cells.Latitude!))
    const lon = numberOf(absent(cells.Longitude!))
    if (lat === undefined || lon === undefined || Math.abs(lat ?? 0) > 90 || Math.abs(lon ?? 0) > 180)
      return bad(
        'bad-number',
        `Latitude and Longitude are "${cells.Latitude}" and "${cells.Longitude}"; degrees were expected.`,
      )
    const mode = listOf(absent(cells['Event Mode']!), /;/).flatMap((word) => modeOf(type, word) ?? [])
    const cameo = cameoOf(type, mode)
    const placename = absent(cells.Placename!) || absent(cells.City!) || absent(cells.Country!)
    const outlet = absent(cells.Source!)
    const published = isoDay(cells['Publication Date']!)
    return {
      origin: 'polecat',
      originId: cells['Event ID'],
      type,
      mode,
      contexts: listOf(absent(cells.Contexts!), /;/).flatMap((word) => contextOf(word) ?? []),
      cameo,
      goldstein: goldsteinOf(cameo),
      score: score ?? scoreOf(type, mode),
      status: 'actual',
      actors: partiesOf(cells, 'Actor'),
      recipients: partiesOf(cells, 'Recipient'),
      reciprocal: false,
      date: dayInterval(day),
      place: placename
        ? {
            name: placename,
            country: isoOf(cells.Country!),
            ...(lat === null ? {} : { lat }),
            ...(lon === null ? {} : { lon }),
          }
        : null,
      confidence: null,
      assertedBy: null,
      conceded: true,
      sources: outlet || published ? [{ title: null, outlet: outlet || null, url: null, published }] : [],
      rule: 'import/polecat',
      words: '',
    }
  },
}

/** Files write "None" where there is nothing. */
const absent = (cell: string) => (cell === 'None' ? '' : cell)

const joined = (parties: Party[], of: (party: Party) => string) =>
  parties.some((party) => of(party) !== '')
    ? parties.map((party) => flat(of(party)).replaceAll(';', ',')).join('; ')
    : ''

function partyCells(side: 'Actor' | 'Recipient', parties: Party[]): Cells {
  return {
    [`${side} Name`]: joined(parties, (party) => party.name),
    [`${side} Country`]: joined(parties, (party) => party.country ?? ''),
    [`${side} COW`]: joined(parties, (party) => cowOf(party.country)),
    [`Primary ${side} Sector`]: joined(parties, (party) => party.sector ?? ''),
    [`${side} Sectors`]: joined(parties, (party) => wordOfSector(party.sector)),
    [`${side} Title`]: '',
    [`${side} Name Raw`]: '',
    [`Wikipedia ${side} ID`]: '',
  }
}

function partiesOf(cells: Cells, side: 'Actor' | 'Recipient'): Happening['actors'] {
  const names = listOf(absent(cells[`${side} Name`]!), /;/)
  const countries = listOf(absent(cells[`${side} Country`]!), /;/)
  const cows = listOf(absent(cells[`${side} COW`]!), /;/)
  const sectors = listOf(absent(cells[`Primary ${side} Sector`]!), /;/)
  return Array.from({ length: Math.max(names.length, countries.length) }, (_, i) => {
    const country = isoOf(countries[i] ?? '') ?? isoOfCow(cows[i] ?? '')
    const sector = sectorOfWords(sectors[i] ?? '')
    return { name: names[i] || countries[i] || '', code: (country ?? '') + (sector ?? ''), country, sector }
  })
}
