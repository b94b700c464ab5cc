// The events that ledgers of a million rows are made of in benches.
import { seededRandom } from '../src/analysis/index.ts'
import type { ImportedEvent } from '../src/ledger/index.ts'

const countries =
  'USA RUS CHN GBR FRA DEU IRN IRQ ISR PSE IND PAK TUR GRC JPN KOR PRK UKR POL SAU EGY SYR LBN JOR AFG BRA ARG CHL PER COL VEN MEX CAN CUB ZAF NGA KEN ETH ERI SDN UGA RWA COD AGO TZA GHA SEN MAR DZA TUN LBY ESP PRT ITA NLD BEL CHE AUT HUN CZE SVK ROU BGR SRB HRV BIH ALB MKD SWE NOR FIN DNK EST LVA LTU BLR MDA GEO ARM AZE KAZ UZB TKM KGZ TJK MNG VNM THA MMR KHM LAO MYS IDN PHL SGP AUS NZL'.split(
    ' ',
  )
const types = [
  ['CONSULT', '040', 1, 2.5],
  ['AGREE', '030', 4, 2.5],
  ['ACCUSE', '112', -2, -3],
  ['ASSAULT', '190', -10, -9],
  ['SUPPORT', '051', 3.4, 5],
  ['REQUEST', '020', 3, 0],
  ['REJECT', '120', -4, -2],
  ['AID', '070', 7, 10],
  ['SANCTION', '172', -5, -6],
  ['PROTEST', '141', -6.5, -5],
] as const
const offices = 'GOVERNMENT MINISTER PRESIDENT MILITARY PARLIAMENT POLICE REBEL BUSINESS ENVOY SENATOR'.split(' ')
const topics =
  'talks border trade grain treaty prisoners ceasefire election sanctions pipeline fishing refugees missiles debt aid summit embassy visas minerals railway'.split(
    ' ',
  )

/** Events as GDELT has them: few countries hold most of them, thirty years, two sides, a label and an address. */
export function* events(n: number): Generator<ImportedEvent> {
  const random = seededRandom(42)
  const skewed = () => countries[Math.floor(random() * random() * random() * countries.length)]!
  const first = Date.UTC(1990, 0, 1)
  for (let i = 0; i < n; i++) {
    const [from, to] = [skewed(), skewed()]
    const [type, cameo, goldstein, score] = types[Math.floor(random() * types.length)]!
    const day = new Date(first + Math.floor((i / n) * 11_000 + random() * 3) * 86_400_000).toISOString().slice(0, 10)
    const office = () => offices[Math.floor(random() * offices.length)]!
    const topic = () => topics[Math.floor(random() * topics.length)]!
    yield {
      origin: 'gdelt1',
      originId: String(300_000_000 + i),
      type,
      mode: [],
      contexts: [],
      cameo,
      goldstein,
      score,
      status: 'actual',
      actors: [{ name: `${from} ${office()}`, code: `${from}GOV`, country: from, sector: 'GOV' }],
      recipients: [{ name: `${to} ${office()}`, code: `${to}GOV`, country: to, sector: 'GOV' }],
      reciprocal: false,
      date: { start: day, end: day, precision: 'day' },
      place: { name: `${to} City`, country: to, lat: 10, lon: 20 },
      assertedBy: null,
      conceded: true,
      rule: `gdelt1 ${cameo}`,
      words: `${topic()} ${topic()} ${topic()} ${(i % 5000).toString(36)}`,
      confidence: null,
      sources: [{ title: null, outlet: 'example.org', url: `https://example.org/${i}`, published: day }],
      extra: { NumMentions: String(1 + (i % 9)), NumSources: '1', NumArticles: String(1 + (i % 9)), AvgTone: '-1.5' },
    }
  }
}
