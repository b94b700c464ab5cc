/** Written with a full stop and always followed by more of the sentence: titles, "vs.", "No.", "e.g.". */
const INNER =
  'mr mrs ms mx dr prof gen sen gov rep reps sens lt col sgt capt cmdr maj brig adm cpl pvt rev hon pres fr msgr sr. st ft mt ' +
  'messrs mme mlle supt insp det asst assoc vs v e.g i.e viz cf eg ie nos pp vol ed eds fig figs al op ' +
  'amb min dep sec treas vice-pres atty'

/** Written with a full stop; a sentence may end with them, which the next word decides. */
const OUTER =
  'inc corp co ltd bros jr sr plc llc l.l.c etc dept univ inst assn bldg ave blvd rd hwy a.m p.m u.s u.k u.n e.u u.s.a ' +
  'd.c ph.d m.d b.a m.a m.sc b.sc b.c a.d esq est approx misc min max mfg ca c ' +
  'jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun ' +
  'ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex vt va wash wis wyo'

/** Abbreviations only before a figure: "No. 10", "p. 4". */
const BEFORE_FIGURE = 'no p art ch sect para cl div'

const inner = new Set(INNER.split(' '))
const outer = new Set(OUTER.split(' '))
const beforeFigure = new Set(BEFORE_FIGURE.split(' '))

/** Words that begin sentences more often than they follow an abbreviation; lower case. */
const starters = new Set(
  (
    'the a an this that these those he she it they we you i his her its their our my your there here in on at but and or so yet if when while ' +
    'after before since as for from with by under according however meanwhile although though because both some many most several all no not ' +
    'what who how why where which one two three officials analysts also earlier later last next then now today to once despite during still ' +
    'nearly about more other another each every such only even just'
  ).split(' '),
)

/** `inner` goes on, `outer` may end the sentence, `figure` is an abbreviation before figures, `undefined` is no abbreviation. `word` comes without its last full stop. */
export function abbreviationKind(word: string): 'inner' | 'outer' | 'figure' | undefined {
  const key = word.toLowerCase()
  if (key.length === 2 && word !== key && LOWER_ONLY.test(key)) return undefined
  if (inner.has(key)) return 'inner'
  // Month, weekday and state names count only with their capital: "mass." and "sun." end sentences.
  if (outer.has(key) && (key.length < 3 || key.includes('.') || !CAPITAL_ONLY.test(key) || word !== key)) return 'outer'
  if (beforeFigure.has(key)) return 'figure'
  if (/^(?:\p{L}\.)+\p{L}$/u.test(word)) return 'outer'
  return undefined
}

const LOWER_ONLY = /^(?:ie|eg|cf|pp|ed|op|al|vs)$/

const CAPITAL_ONLY =
  /^(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thu|thurs?|fri|sat|sun|ala|ariz|ark|calif|colo|conn|del|fla|ga|ill|ind|kan|ky|la|md|mass|mich|minn|miss|mo|mont|neb|nev|okla|ore|pa|tenn|tex|vt|va|wash|wis|wyo|min|max|est|sr|co|ca|c)$/

/** True when a capitalised word, as written, most often opens a sentence. */
export function opensSentences(word: string): boolean {
  return starters.has(word.toLowerCase())
}
