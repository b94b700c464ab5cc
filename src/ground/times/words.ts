import type { Season } from './calendar.ts'

/** The calendar's vocabulary: lower-case words and what they stand for. */

function table<T>(rows: [words: string, value: T][]): ReadonlyMap<string, T> {
  const map = new Map<string, T>()
  for (const [words, value] of rows) for (const word of words.split(' ')) map.set(word, value)
  return map
}

export const months = table<number>([
  ['january jan', 1],
  ['february feb', 2],
  ['march mar', 3],
  ['april apr', 4],
  ['may', 5],
  ['june jun', 6],
  ['july jul', 7],
  ['august aug', 8],
  ['september sept sep', 9],
  ['october oct', 10],
  ['november nov', 11],
  ['december dec', 12],
])

export const weekdays = table<number>([
  ['monday mon', 1],
  ['tuesday tue tues', 2],
  ['wednesday wed', 3],
  ['thursday thu thur thurs', 4],
  ['friday fri', 5],
  ['saturday sat', 6],
  ['sunday sun', 7],
])

/** Shortened names are read as dates only before a full stop or a number. */
export const shortNames: ReadonlySet<string> = new Set(
  'jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun'.split(' '),
)

export const seasons = table<Season>([
  ['spring springtime', 'spring'],
  ['summer summertime', 'summer'],
  ['autumn fall', 'autumn'],
  ['winter wintertime', 'winter'],
])

export type Unit = 'day' | 'weekend' | 'week' | 'fortnight' | 'month' | 'quarter' | 'year' | 'decade' | 'century'

export const units = table<Unit>([
  ['day days', 'day'],
  ['weekend weekends', 'weekend'],
  ['week weeks', 'week'],
  ['fortnight fortnights', 'fortnight'],
  ['month months', 'month'],
  ['quarter quarters', 'quarter'],
  ['year years', 'year'],
  ['decade decades', 'decade'],
  ['century centuries', 'century'],
])

/** Units shorter than a day: they make durations, never dates. */
export const shortUnits: ReadonlySet<string> = new Set(
  'second seconds minute minutes hour hours moment moments'.split(' '),
)

export const dayparts: ReadonlySet<string> = new Set(
  'morning afternoon evening night midday noon midnight dawn dusk lunchtime'.split(' '),
)

export const numbers = table<number>([
  ['a an one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['eight', 8],
  ['nine', 9],
  ['ten', 10],
  ['eleven', 11],
  ['twelve', 12],
  ['thirteen', 13],
  ['fourteen', 14],
  ['fifteen', 15],
  ['sixteen', 16],
  ['seventeen', 17],
  ['eighteen', 18],
  ['nineteen', 19],
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy', 70],
  ['eighty', 80],
  ['ninety', 90],
  ['hundred', 100],
])

export const ordinals = table<number>([
  ['first', 1],
  ['second', 2],
  ['third', 3],
  ['fourth', 4],
  ['fifth', 5],
  ['sixth', 6],
  ['seventh', 7],
  ['eighth', 8],
  ['ninth', 9],
  ['tenth', 10],
  ['eleventh', 11],
  ['twelfth', 12],
  ['thirteenth', 13],
  ['fourteenth', 14],
  ['fifteenth', 15],
  ['sixteenth', 16],
  ['seventeenth', 17],
  ['eighteenth', 18],
  ['nineteenth', 19],
  ['twentieth', 20],
  ['last final', -1],
])

/** Decade words and the tens they stand for. */
export const decadeWords = table<number>([
  ['twenties', 20],
  ['thirties', 30],
  ['forties', 40],
  ['fifties', 50],
  ['sixties', 60],
  ['seventies', 70],
  ['eighties', 80],
  ['nineties', 90],
])

/** Words for how often, when they stand alone. */
export const setWords: ReadonlySet<string> = new Set(
  'daily weekly fortnightly monthly quarterly yearly annual annually nightly biannual biannually biennial'.split(' '),
)

/** Words for a time nobody can put on a calendar. */
export const vagueWords: ReadonlySet<string> = new Set('recently lately formerly previously'.split(' '))

/** Nouns after which "today's" means these days, not the day of the story. */
export const timelessNouns: ReadonlySet<string> = new Set(
  'world youth generation generations society economy standards market markets children kids women men technology audience terms dollars consumers'.split(
    ' ',
  ),
)

/** Plural nouns that are counted: a number before them is an amount, not a year. */
export const countedNouns: ReadonlySet<string> = new Set(
  (
    'people persons men women children soldiers troops fighters rebels militants officers police policemen guards civilians refugees migrants prisoners inmates hostages villagers ' +
    'residents workers employees members delegates voters votes seats students pupils teachers protesters demonstrators marchers supporters followers fans passengers tourists ' +
    'pilgrims victims dead wounded injured homes houses buildings villages towns schools companies firms jobs vehicles cars trucks tanks aircraft planes ships boats missiles ' +
    'rockets warheads bombs mines rifles guns shells rounds tons tonnes pounds kilograms kilos grams miles kilometers kilometres meters metres feet yards acres hectares square ' +
    'barrels gallons liters litres dollars euros yen rubles roubles pounds francs rupees percent points degrees hours minutes seconds times pages copies words patients cases ' +
    'deaths casualties families households immigrants monks nuns priests troops peacekeepers observers inspectors reservists volunteers recruits dissidents settlers bodies calories'
  ).split(' '),
)

/** Plural nouns of happenings: a round year before them is still a year ("the 2000 elections"). */
export const happenings: ReadonlySet<string> = new Set(
  (
    'elections polls games olympics talks accords protests attacks bombings riots hearings negotiations killings massacres hostilities sanctions primaries championships finals ' +
    'playoffs floods wildfires tests clashes pogroms purges uprisings earthquakes'
  ).split(' '),
)
