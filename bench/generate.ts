import { seededRandom } from '../src/analysis/index.ts'
import { articleKey } from '../src/article/index.ts'
import type { Record as ArticleRecord, CodedEvent, EventType } from '../src/coding/index.ts'

/** An article as generated, with the true happening of each of its event reports, in the order of `record.events`. */
export interface Generated {
  record: ArticleRecord
  truth: string[]
}

interface Deed {
  type: EventType
  mode: string[]
  score: number
  goldstein: number
  cameo: string
  /** Ways to tell it: {A} and {B} are the sides, {P} the place, {T} the topic, {N} a number. */
  ways: string[]
  /** A reciprocal deed has both sides as actors. */
  reciprocal?: boolean
}

const deeds: Deed[] = [
  {
    type: 'CONSULT',
    mode: ['visit'],
    score: 4,
    goldstein: 1.9,
    cameo: '042',
    ways: [
      '{A} sent its envoy to {P} for talks on {T} with {B}',
      'The envoy of {A} arrived in {P} to discuss {T} with officials of {B}',
      'Officials of {B} received a delegation of {A} in {P}, with {T} on the table',
      'A delegation from {A} came to {P} and spoke about {T} with its hosts of {B}',
    ],
  },
  {
    type: 'ACCUSE',
    mode: ['disapprove'],
    score: -2,
    goldstein: -2,
    cameo: '111',
    ways: [
      '{A} condemned {B} over {T}',
      '{A} sharply criticised {B} because of {T}',
      'In a statement {A} blamed {B} for its handling of {T}',
      '{B} drew a rebuke from {A} over {T}',
    ],
  },
  {
    type: 'ASSAULT',
    mode: ['heavy-weapons'],
    score: -9.5,
    goldstein: -10,
    cameo: '194',
    ways: [
      'Gunners of {A} shelled {P} in {B}, killing {N} people',
      '{N} people died when artillery of {A} hit {P} in {B}',
      'Shells fired by {A} fell on {P}, a town of {B}, and killed {N} people',
      'An artillery attack of {A} on {P} in {B} left {N} people dead',
    ],
  },
  {
    type: 'AID',
    mode: [],
    score: 10,
    goldstein: 7,
    cameo: '070',
    ways: [
      '{A} gave {B} {N} million dollars for {T}',
      '{B} received {N} million dollars from {A} to help with {T}',
      'A grant of {N} million dollars by {A} will help {B} with {T}, and was paid out',
      '{A} handed over {N} million dollars to {B} for {T}',
    ],
  },
  {
    type: 'SUPPORT',
    mode: [],
    score: 5,
    goldstein: 3.4,
    cameo: '057',
    reciprocal: true,
    ways: [
      '{A} and {B} signed an agreement on {T} in {P}',
      'An accord on {T} was signed in {P} by {A} and {B}',
      'In {P}, {B} and {A} put their names to a treaty on {T}',
      'Ministers of {A} and {B} signed a pact on {T} in {P}',
    ],
  },
  {
    type: 'REJECT',
    mode: [],
    score: -2,
    goldstein: -4,
    cameo: '120',
    ways: [
      '{A} turned down a proposal of {B} on {T}',
      '{A} rejected what {B} had proposed on {T}',
      'A proposal by {B} on {T} was refused by {A}',
      '{A} said no to {B} on {T}',
    ],
  },
  {
    type: 'SANCTION',
    mode: ['expel'],
    score: -5.5,
    goldstein: -5,
    cameo: '161',
    ways: [
      '{A} expelled {N} diplomats of {B} in a quarrel over {T}',
      '{N} diplomats of {B} must leave {A} because of {T}',
      '{A} sent {N} diplomats home to {B}, citing {T}',
      'In the dispute on {T}, {A} ordered {N} diplomats of {B} out',
    ],
  },
]

const countries =
  'USA RUS CHN GBR FRA DEU IRN IRQ ISR IND PAK TUR GRC JPN KOR UKR POL SAU EGY SYR BRA ARG CHL PER ETH ERI SDN KEN NGA GHA VNM THA IDN PHL'.split(
    ' ',
  )
const towns =
  'Kelmar Ostrava Dunmore Halvik Serrano Bantul Quiro Marsden Iskar Tolga Venlo Pirna Alcova Zarin Modra Lindau Osorno Kafue Rimini Talas'.split(
    ' ',
  )
const topics =
  'fishing rights|grain prices|a gas pipeline|the border fence|prisoners of war|visa rules|river dams|steel duties|missing sailors|air routes|the harvest|nuclear fuel|stolen statues|rail links|refugee camps|wheat exports|sea lanes|radio broadcasts|school books|a new bridge'.split(
    '|',
  )
const outlets =
  'Courier|Herald|Evening Post|Tribune|Gazette|Morning Star|Chronicle|Observer|Dispatch|Daily Mirror|Standard|Examiner|Wire One|Wire Two|Bulletin|Ledger Times|Argus|Monitor|Sentinel|Globe'.split(
    '|',
  )
const filler =
  'Reporters waited outside until the evening|The weather was fine and the streets were full|No further details were given at first|A spokesman promised more news within days|Shops stayed open as on any other day|Neighbours watched what would come of it|It was the talk of the capital for hours|Analysts were divided on what it meant|The radio broke off its music to report it|Markets took little notice of the news|Two professors were asked and gave three answers|The building was lit until after midnight|Older people remembered a similar case|Nobody wanted to be quoted by name|The story had been expected for weeks|A crowd gathered and went home again|Telephones rang in many ministries|Flags hung from the balconies|The bridge stayed closed to lorries|Children were given the day off'.split(
    '|',
  )

const isoDay = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10)

/**
 * Articles about happenings that are known: each happening is told by one to a dozen articles, as a wire story that papers print whole or cut short under
 * their own titles, or in a paper's own words with another number, a day off, a place left out. Busy pairs do several things in one week, alike ones among
 * them. The same `seed` gives the same articles.
 */
export function* generateArticles(count: number, seed = 1): Generator<Generated> {
  const random = seededRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const skewed = <T>(list: readonly T[]): T => list[Math.floor(random() * random() * list.length)]!
  const firstDay = Date.UTC(2003, 0, 1) / 86_400_000
  let made = 0
  for (let n = 0; made < count; n++) {
    const deed = pick(deeds)
    const a = skewed(countries)
    let b = skewed(countries)
    while (b === a) b = pick(countries)
    const day = firstDay + Math.floor(random() * (count / 40))
    const facts = { A: a, B: b, P: pick(towns), T: pick(topics), N: 2 + Math.floor(random() * 60) }
    // A quarter of the happenings is told once, few are told by many.
    const tellings = random() < 0.25 ? 1 : 1 + Math.floor(random() * random() * 14)
    const wire = tell(pick(deed.ways), facts)
    const wireBody = [pick(filler), pick(filler), pick(filler), pick(filler)].map(
      (s) => `${s}, ${facts.P} heard on the ${day % 28}th`,
    )
    for (let i = 0; i < tellings && made < count; i++) {
      const copies = random() < 0.45
      const said = { ...facts }
      let [told, precise] = [day, true]
      if (!copies) {
        if (random() < 0.12) said.N += 1 + Math.floor(random() * 5)
        if (random() < 0.15) told += random() < 0.5 ? 1 : -1
        if (random() < 0.04) precise = false
      }
      const lead = copies ? wire : tell(pick(deed.ways), said)
      const body = copies
        ? wireBody.slice(0, 1 + Math.floor(random() * 4))
        : [pick(filler), pick(filler), pick(filler)].map(
            (s) => `${s}, wrote our own ${pick(outlets)} man no. ${Math.floor(random() * 1e6)}`,
          )
      const place = lead.includes(facts.P) ? { name: facts.P, country: deed.type === 'SUPPORT' ? a : b } : null
      const outlet = pick(outlets)
      yield {
        record: recordOf(
          `${seed}-${n}-${i}`,
          `${outlet} ${Math.floor(random() * 50)}`,
          `${lead}. ${body.join('. ')}.`,
          lead.length,
          {
            deed,
            a,
            b,
            place,
            day: isoDay(told),
            published: isoDay(day + (random() < 0.7 ? 0 : 1)),
            precise,
            status: random() < 0.03 ? 'negated' : 'actual',
            confidence: Math.round((0.6 + 0.39 * random()) * 100) / 100,
          },
        ),
        truth: [`h${n}`],
      }
      made++
    }
  }
}

function tell(way: string, facts: { [key: string]: string | number }): string {
  return way.replace(/\{(\w)\}/g, (_, key: string) => String(facts[key]))
}

interface Telling {
  deed: Deed
  a: string
  b: string
  place: { name: string; country: string } | null
  day: string
  published: string
  precise: boolean
  status: 'actual' | 'negated'
  confidence: number
}

function recordOf(id: string, outlet: string, text: string, leadLength: number, t: Telling): ArticleRecord {
  const date = { start: t.day, end: t.day, precision: 'day' as const }
  const entity = (key: string, country: string) => ({
    id: key,
    name: country,
    kind: 'state' as const,
    country,
    sectors: ['GOV' as const],
    code: `${country}GOV`,
    mentions: [],
  })
  const { type, mode, score, goldstein, cameo, reciprocal = false } = t.deed
  const event: CodedEvent = {
    id: 'v1',
    type,
    mode,
    contexts: [],
    cameo,
    goldstein,
    score,
    reciprocal,
    actors: reciprocal ? ['e1', 'e2'] : ['e1'],
    recipients: reciprocal ? [] : ['e2'],
    date: t.precise ? date : null,
    place: t.place,
    status: t.status,
    assertedBy: null,
    confidence: t.confidence,
    rule: `${type.toLowerCase()}/generated`,
    evidence: [{ start: 0, end: leadLength }],
  }
  return {
    made: { record: 1, detente: '0.1.0', model: 'generated', rules: 'generated', lexicon: 'generated' },
    id,
    key: articleKey(`https://example.org/${id}`, ''),
    url: `https://example.org/${id}`,
    title: `${outlet}: ${text.slice(0, 40)}`,
    outlet,
    byline: null,
    language: 'en',
    dateline: null,
    date: { start: t.published, end: t.published, precision: 'day', basis: 'given', why: 'generated' },
    text,
    sourceMap: [[0, 0]],
    entities: [entity('e1', t.a), entity('e2', t.b)],
    times: [],
    events: [event],
    statements: [],
    commitments: [],
    positions: [],
    ties: [],
    outlooks: [],
    issues: [],
  }
}

/** B-cubed precision, recall and F1 of a grouping against the true one, over all items. */
export function bCubed(
  groups: Map<string, string>,
  truth: Map<string, string>,
): { precision: number; recall: number; f1: number } {
  const together = new Map<string, number>()
  const sizes = new Map<string, number>()
  const count = (of: Map<string, number>, key: string) => of.set(key, (of.get(key) ?? 0) + 1)
  for (const [item, group] of groups) {
    count(sizes, `group ${group}`)
    count(sizes, `truth ${truth.get(item)}`)
    count(together, `${group} ${truth.get(item)}`)
  }
  let [precision, recall] = [0, 0]
  for (const [item, group] of groups) {
    const both = together.get(`${group} ${truth.get(item)}`)!
    precision += both / sizes.get(`group ${group}`)!
    recall += both / sizes.get(`truth ${truth.get(item)}`)!
  }
  precision /= groups.size
  recall /= groups.size
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) }
}
