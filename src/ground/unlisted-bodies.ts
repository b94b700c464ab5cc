import type { Naming, Reading } from './candidates.ts'
import { wordsOf } from './describe.ts'
import { type Draft, lettersOf } from './drafts.ts'
import { STATED } from './guess-homes.ts'
import { unitsOf } from './lexicon/fold.ts'
import { ownersOf, sectorOfName, stateOfMatch } from './owners.ts'
import { assumedCountry, place, type Scene, textOf } from './scene.ts'
import { acts } from './topics.ts'
import { headOfRange, relationOf } from './tree.ts'

/** True for a name in a sentence of sport, markets, weather or culture that has no part in a deed of politics there. */
export function isApart(scene: Scene, reading: Reading, head: number, capital = false): boolean {
  // Teams, bourses and film-makers are named by their country; a capital that does something without a word of theirs is its government.
  const apart = reading.apart || reading.idle || (reading.quiet && !capital)
  return apart && !acts(reading, head, scene.lexicon)
}

/** An organisation the lexicon does not list: sector by its last telling word, country by what stands around. */
export function resolveUnlistedBody(scene: Scene, reading: Reading, name: Naming): void {
  const head = headOfRange(reading.tree, name.from, name.to)
  const long = longBefore(scene, reading, name)
  if (long) {
    scene.drafts.alias(`name:${name.units.join(' ')}`, long)
    place(scene, reading, long, name.from, name.to, head, 'name')
    return
  }
  const owners = ownersOf(reading, name.to - 1, name.from, scene.lexicon)
  const told =
    withinName(scene, reading, name) ??
    owners.states[0]?.today ??
    owners.bodies[0]?.country ??
    longOwner(scene, reading, name)
  const own = isApart(scene, reading, head) ? null : (told ?? null)
  let key = `name:${name.units.join(' ')}`
  let draft = scene.drafts.find(key) ?? acronymOf(scene, name)
  // Two countries may each have a body of that name.
  if (draft && own && draft.country !== own) {
    key += ` ${own}`
    draft = scene.drafts.find(key)
  }
  if (!draft) {
    const sector = sectorOfName(name)
    // "The Commission of the African Union" is of no country.
    const official = /^(?:GOV|MIL|COP|JUD|LEG)$/.test(sector) && owners.bodies.length === 0
    const country = own ?? (official ? assumedCountry(scene, { reading, token: head, sector, named: true }) : null)
    draft = scene.drafts.add({
      key,
      name: wordsOf(reading, textOf(scene, reading), name.from, name.to),
      kind: 'organization',
      country,
      sectors: [sector],
      basis: own ? 'stated' : country ? 'assumed' : 'stated',
      ...(country === null && told ? { home: told, lead: STATED } : {}),
    })
    const ending = name.units.findIndex((unit, u) => u > 0 && firmEndings.test(unit))
    if (ending > 0) scene.drafts.alias(`name:${name.units.slice(0, ending).join(' ')}`, draft)
  }
  const relation = relationOf(reading.tree, head)
  place(
    scene,
    reading,
    draft,
    name.from,
    name.to,
    head,
    relation.startsWith('compound') || relation === 'nmod:poss' ? 'modifier' : 'name',
  )
}

/** Last words of firms' names that later mentions leave out: "Sam Yang Company … Sam Yang". */
const firmEndings = /^(?:company|co|corporation|corp|inc|ltd|limited|plc|holdings|ag|sa|spa|gmbh|nv|bhd)$/

/** True where a name is letters in brackets: "(ATO)". */
const isBracketed = ({ sentence: { tokens } }: Reading, { from, to }: Naming): boolean =>
  to === from + 1 &&
  /^[A-Z][A-Za-z]*[A-Z]$/.test(tokens[from]!.form) &&
  tokens[from - 1]?.form === '(' &&
  tokens[to]?.form === ')'

/** "The Bulgarian Football Union (BFU)": the body right before the brackets whose letters these are. */
function longBefore(scene: Scene, reading: Reading, name: Naming): Draft | null {
  if (!isBracketed(reading, name)) return null
  const from = spelledFrom(reading, name.from - 1, name.units[0]!)
  const at = scene.at[reading.order] ?? []
  for (let t = from ?? name.from; t < name.from - 1; t++) {
    const told = at[t]
    const spelled = told && scene.drafts.current(told)
    if (spelled?.kind === 'organization' && !spelled.members && !spelled.lexicon) return spelled
  }
  const draft = at[name.from - 2]
  const current = draft ? scene.drafts.current(draft) : null
  if (!current || current.members || current.lexicon || !/^(?:organization|group)$/.test(current.kind)) return null
  return lettersOf(unitsOf(current.name).map(({ key }) => key))[0] === name.units[0]![0] ? current : null
}

/** Where the words begin that letters in brackets stand for: "the Ministry of Agriculture (MOA)"; `null` where other words stand before them. */
function spelledFrom(reading: Reading, bracket: number, letters: string): number | null {
  const { tokens } = reading.sentence
  if (letters.length === 0) return bracket
  const t = bracket - 1
  if (t < 0) return null
  const { form } = tokens[t]!
  const isSmall = /^(?:of|the|for|and|in|on|&)$/.test(form)
  const fits = (isSmall || /^\p{Lu}/u.test(form)) && unitsOf(form)[0]?.key[0] === letters.at(-1)
  // A small word may have a letter and mostly has none.
  const lettered = fits ? spelledFrom(reading, t, letters.slice(0, -1)) : null
  return lettered ?? (isSmall ? spelledFrom(reading, t, letters) : null)
}

/** The body that this article has called by these letters, or calls so right here; no town or listed body that happens to bear them. */
export function bodyOfLetters(scene: Scene, reading: Reading, name: Naming): Draft | null {
  const { form } = reading.sentence.tokens[name.from]!
  if (name.to !== name.from + 1 || !/^[A-Z][A-Za-z]*[A-Z]$/.test(form)) return null
  const key = `name:${name.units.join(' ')}`
  const long = longBefore(scene, reading, name)
  if (long) scene.drafts.alias(key, long)
  const known = long ?? scene.drafts.find(key)
  return known?.kind === 'organization' ? scene.drafts.current(known) : null
}

/** "The Census Service of Macao": the country within a body's own name. */
function withinName(scene: Scene, reading: Reading, { from, to }: Naming): string | null {
  for (let t = to - 1; t > from; t--)
    if (reading.sentence.tokens[t - 1]!.form === 'of') return stateOfMatch(reading, t, scene.lexicon)?.today ?? null
  return null
}

/** The country that the words before the brackets tell where they make no body of their own: "Vietnam's Sports Office (VSO)". */
function longOwner(scene: Scene, reading: Reading, name: Naming): string | null {
  if (!isBracketed(reading, name)) return null
  const { tokens } = reading.sentence
  let at = name.from - 2
  while (at >= 0 && /^(?:PROPN|NOUN|ADJ)$/.test(tokens[at]!.upos) && reading.matchAt[at]! < 0) at--
  if (at >= 0 && /^['’]s$/.test(tokens[at]!.form)) at--
  const before = at >= 0 ? stateOfMatch(reading, at, scene.lexicon) : null
  const of = tokens[name.to + 1]?.form === 'of' ? stateOfMatch(reading, name.to + 2, scene.lexicon) : null
  return (of ?? before)?.today ?? null
}

/** Of an unlisted organisation its letters; of the article's own long name. */
export function acronymOf(scene: Scene, name: Naming): Draft | undefined {
  const only = name.units[0]!
  if (name.units.length !== 1 || only.length < 2) return undefined
  return scene.drafts.lettered(only, ({ kind }) => kind === 'organization')
}
