import { goldsteinOf, scoreOf } from '../coding/index.ts'
import type { Happening, Party } from '../ledger/index.ts'
import { dayInterval, decimal, flat, isoDay, numberOf, usDay } from './cells.ts'
import { isoOf, nameOf } from './countries.ts'
import { crosswalkOf, labelOf } from './crosswalk.ts'
import { numericId } from './numeric-id.ts'
import { partyOf, sectorOfWords, wordOfSector } from './parties.ts'
import { bad, type Cells, type RowFormat, type Understood } from './row-format.ts'

/** ICEWS events as on Dataverse: 20 columns with a header. Event ids repeat, so the key is id and date; one year's file has m/d/Y dates. */
export const icews: RowFormat = {
  name: 'icews',
  family: 'icews',
  title: 'ICEWS',
  extension: 'tab',
  shape: '\t',
  columns: [
    'Event ID',
    'Event Date',
    'Source Name',
    'Source Sectors',
    'Source Country',
    'Event Text',
    'CAMEO Code',
    'Intensity',
    'Target Name',
    'Target Sectors',
    'Target Country',
    'Story ID',
    'Sentence Number',
    'Publisher',
    'City',
    'District',
    'Province',
    'Country',
    'Latitude',
    'Longitude',
  ],
  header: true,
  saysStatus: false,
  onePair: true,
  needsDay: true,
  tell(h, { actors: [actor], recipients: [recipient], index }) {
    const isCountry = h.place?.country && isoOf(h.place.name) === h.place.country
    return {
      'Event ID': h.imported?.origin === 'icews' ? h.imported.originId.split('@')[0]! : numericId(h.id, index),
      'Event Date': h.date?.start ?? '',
      ...partyCells('Source', actor),
      'Event Text': labelOf(h.cameo),
      'CAMEO Code': h.cameo,
      Intensity: decimal(h.goldstein),
      ...partyCells('Target', recipient),
      'Story ID': '',
      'Sentence Number': '',
      Publisher: flat(h.sources[0]?.outlet ?? ''),
      City: h.place && !isCountry ? flat(h.place.name) : '',
      District: '',
      Province: '',
      Country: h.place?.country ? nameOf(h.place.country) : '',
      Latitude: h.place?.lat === undefined ? '' : String(h.place.lat),
      Longitude: h.place?.lon === undefined ? '' : String(h.place.lon),
    }
  },
  understand(cells) {
    const id = cells['Event ID']!
    if (!/^\d+$/.test(id)) return bad('no-id', `Event ID is "${id}"; a number was expected.`)
    const written = cells['Event Date']!
    const day = isoDay(written) ?? usDay(written)
    if (!day)
      return bad(
        'bad-date',
        /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(written)
          ? `Event Date is "${written}"; slashed dates are read month/day/year, as in the one ICEWS year file that has them. Write 2003-02-06.`
          : `Event Date is "${written}"; a day is written 2003-02-06.`,
      )
    const walk = crosswalkOf(cells['CAMEO Code']!)
    if (!walk) return { aside: cells['CAMEO Code'] ? `no CAMEO code: ${cells['CAMEO Code']}` : 'no CAMEO code' }
    if (!walk.type) return { aside: `CAMEO ${walk.cameo.slice(0, 2)} (public statement) has no PLOVER type` }
    const intensity = numberOf(cells.Intensity!)
    if (intensity === undefined || (intensity !== null && Math.abs(intensity) > 10))
      return bad('bad-number', `Intensity is "${cells.Intensity}"; a number from -10 to 10 was expected.`)
    const lat = numberOf(cells.Latitude!)
    const lon = numberOf(cells.Longitude!)
    if (lat === undefined || lon === undefined || Math.abs(lat ?? 0) > 90 || Math.abs(lon ?? 0) > 180)
      return bad(
        'bad-number',
        `Latitude and Longitude are "${cells.Latitude}" and "${cells.Longitude}"; degrees were expected.`,
      )
    const country = isoOf(cells.Country!)
    const name = cells.City || cells.District || cells.Province || cells.Country!
    const event: Understood = {
      origin: 'icews',
      originId: `${id}@${day}`,
      type: walk.type,
      mode: walk.mode,
      contexts: walk.contexts,
      cameo: walk.cameo,
      goldstein: intensity ?? goldsteinOf(walk.cameo),
      score: scoreOf(walk.type, walk.mode),
      status: 'actual',
      actors: partiesOf(cells, 'Source'),
      recipients: partiesOf(cells, 'Target'),
      reciprocal: false,
      date: dayInterval(day),
      place: name ? { name, country, ...(lat === null ? {} : { lat }), ...(lon === null ? {} : { lon }) } : null,
      confidence: null,
      assertedBy: null,
      conceded: true,
      sources: cells.Publisher ? [{ title: null, outlet: cells.Publisher, url: null, published: null }] : [],
      rule: 'import/icews',
      words: '',
    }
    return event
  },
}

function partyCells(side: 'Source' | 'Target', party: Party | undefined): Cells {
  return {
    [`${side} Name`]: party ? flat(party.name) : '',
    [`${side} Sectors`]: party ? wordOfSector(party.sector) : '',
    [`${side} Country`]: party?.country ? nameOf(party.country) : '',
  }
}

function partiesOf(cells: Cells, side: 'Source' | 'Target'): Happening['actors'] {
  const name = cells[`${side} Name`]!
  const country = cells[`${side} Country`]!
  return name || country ? [partyOf(name || country, country, sectorOfWords(cells[`${side} Sectors`]!))] : []
}
