import { attributeOfName, lemmaOf, ownerFacts, sectorsInBody } from './attributes.ts'
import { describesBody, isLoose, looseBody } from './bare-bodies.ts'
import type { Noun, Reading } from './candidates.ts'
import { countOf, determinerOf, nominalName, sectorsOf } from './describe.ts'
import type { Draft } from './drafts.ts'
import type { Mention, Sector } from './grounded-text.ts'
import type { Body, State } from './lexicon/lexicon.ts'
import { counterpart, officeHolder } from './office-holders.ts'
import { holderOf, isHeadOffice, officeFamily } from './offices.ts'
import { oppositeOf, subjectsAround } from './opposites.ts'
import { type Owners, ownersOf } from './owners.ts'
import { gatherLeaders, gatherSides, resolveGeneral } from './resolve-general.ts'
import { listedPerson } from './resolve-persons.ts'
import { assumedCountry, bodyDraft, draftAt, isDefinite, place, type Scene } from './scene.ts'
import { tenureWord } from './titles.ts'
import { acts, isArtist, isOfClub, isOfPlay, isPlayful, isPolitical } from './topics.ts'
import { phraseStart } from './tree.ts'
import { leaderNouns, sideNouns, worldwide } from './words.ts'

/** Offices and ranks of which a state has one or few, so that a bare plural means those of whom the text speaks. */
const leadsAlone =
  /^(?:leader|president|premier|minister|king|queen|prime minister|chancellor|head|ruler|counterpart|monarch|emir|sultan|man|woman)$/

/** Resolves a phrase headed by an agent noun: whose it is, whether it was spoken of before, and who holds the office it names. */
export function resolveNoun(scene: Scene, reading: Reading, noun: Noun): void {
  const { tokens } = reading.sentence
  const token = tokens[noun.head]!
  const lemma = lemmaOf(noun)
  if (isModifier(reading, noun) && !/^(?:government|police|army|military|rebel|guerrilla|militia)$/.test(lemma)) return
  if (isKindOfThing(reading, noun) || isOfPlay(reading, noun) || reading.titled[noun.head]) return
  const owners = ownersOf(reading, noun.head, noun.from, scene.lexicon)
  if (isCompany(reading, noun, owners)) return
  if (/^(?:peacekeep|blue (?:helmet|beret))/.test(lemma) && owners.states.length === 0 && owners.bodies.length === 0) {
    const sender = senderOf(scene, reading)
    if (sender) owners.bodies.push(sender)
  }
  shareOwner(scene, reading, noun, owners)
  // Written so and nobody's, it is that of the United Nations.
  if (
    owners.states.length === 0 &&
    /^(?:Security|General)$/.test(reading.sentence.tokens[noun.head - 1]?.form ?? '') &&
    /^(?:Council|Assembly)$/.test(token.form)
  ) {
    const organ = `un ${reading.sentence.tokens[noun.head - 1]!.form} ${token.form}`.toLowerCase()
    const council = scene.lexicon.phrases.get(organ)?.[0]?.refs.find((ref) => ref.type === 'body')
    if (council?.type === 'body') {
      place(
        scene,
        reading,
        bodyDraft(scene, council.body),
        noun.from,
        noun.head + 1,
        noun.head,
        isModifier(reading, noun) ? 'modifier' : 'name',
      )
      return
    }
  }
  const modifier = isModifier(reading, noun) || token.deprel === 'nmod:poss'
  // "The Kenyan runner", "Tokyo dealers": people of sport, markets and arts act for nobody.
  const general = reading.slack && /^(?:BUS|CVL|MED)$/.test(noun.agent.sectors[0] ?? '')
  if (
    (reading.apart || reading.idle || general) &&
    (!isPolitical(noun) || isOfClub(reading, noun)) &&
    (reading.game ||
      (reading.apart && isPlayful(noun, scene.lexicon)) ||
      !(
        (reading.apart ? /^(?:LAB|AGR)$/ : /^(?:LAB|AGR|REL|EDU|MED|JRN|CRM)$/).test(noun.agent.sectors[0] ?? '') ||
        acts(reading, noun.head, scene.lexicon)
      ))
  )
    disown(owners)
  if (isBare(reading, noun, owners)) return
  const form: Mention['form'] = isModifier(reading, noun) ? 'modifier' : 'nominal'
  const from = phraseStart(reading.tree, noun.from, noun.head)
  if (attributeOfName(scene, reading, noun, owners, from)) return
  const other = owners.states.length > 0 || reading.apart ? null : oppositeOf(scene, reading, noun.head)
  if (other) {
    place(scene, reading, other, from, noun.head + 1, noun.head, form)
    return
  }
  if (owners.states.length === 0 && owners.bodies.length === 0 && noun.plural && !modifier) {
    const count = countOf(reading, noun.from, noun.head)
    const definite = isDefinite(reading, noun.from, noun.head)
    // "The two navies" are those of the two countries.
    const bodies =
      noun.agent.kind !== 'person' && noun.agent.sectors.some((sector) => /^(?:GOV|MIL|COP|LEG)$/.test(sector))
    const alone =
      noun.from === noun.head &&
      tokens[noun.head - 1]?.upos === 'DET' &&
      definite &&
      /^(?:party|faction|rival|opponent|belligerent)$/.test(lemma)
    if (alone || (count !== null && (sideNouns.has(noun.agent.noun) || (bodies && definite)))) {
      const group = gatherSides(scene, reading, noun.head, count, lemma)
      if (group) {
        place(scene, reading, group, from, noun.head + 1, noun.head, form)
        return
      }
    }
    // "The diplomats said" are some; "the two diplomats" are two who were named.
    const some =
      count === null &&
      !leadsAlone.test(lemma) &&
      !reading.sentence.tokens.slice(noun.from, noun.head).some(({ form }) => /^both$/i.test(form))
    // "Two business leaders" are new; "two leaders" may have been named.
    if (
      (definite || (count !== null && noun.from === noun.head)) &&
      leaderNouns.has(lemma) &&
      !some &&
      owners.possessors.length === 0
    ) {
      const unnamed = (state: State) =>
        nounDraft(scene, reading, noun, { ...owners, states: [state], bodies: [] }, true)
      const group = gatherLeaders(scene, reading, noun.head, noun.agent.noun, count, unnamed)
      if (group) {
        place(scene, reading, group, from, noun.head + 1, noun.head, form)
        return
      }
    }
  }
  if (/^(?:country|nation|state|republic|kingdom|island|neighbou?r|power)$/.test(lemma) && owners.states.length === 0) {
    resolveGeneral(scene, reading, noun.head)
    return
  }
  if (isLoose(noun.agent.noun) && owners.states.length === 0 && owners.bodies.length === 0) {
    const before = isDefinite(reading, noun.from, noun.head) ? spokenOf(scene, reading, noun, lemma) : null
    if (before) place(scene, reading, before, from, noun.head + 1, noun.head, form)
    return
  }
  ownedBySides(scene, reading, owners)
  const states = owners.states.filter((state, i) => owners.states.indexOf(state) === i)
  if (states.length > 1 && (noun.plural || noun.agent.kind !== 'person')) {
    const members = states.map((state) =>
      nounDraft(scene, reading, noun, { ...owners, states: [state], bodies: [] }, true),
    )
    const unique = [...new Set(members.map((member) => scene.drafts.current(member)))]
    const group = scene.drafts.add({
      key: '',
      name: nominalName(reading, noun.from, noun.head),
      kind: 'group',
      country: null,
      sectors: sectorsOf(noun.agent.sectors),
      members: unique,
      plural: true,
    })
    place(scene, reading, group, from, noun.head + 1, noun.head, form)
    return
  }
  place(scene, reading, nounDraft(scene, reading, noun, owners, false), from, noun.head + 1, noun.head, form)
}

/** Who sent peacekeepers of whom nothing else is told: the body between states that is most present, else the United Nations. */
function senderOf(scene: Scene, reading: Reading): Body | undefined {
  let best: Body | undefined
  let top = 0
  for (const draft of scene.drafts.present(reading.order)) {
    const score = draft.body?.kind === 'IGO' ? scene.drafts.salience(draft, reading.order, 8) : 0
    if (score > top) [top, best] = [score, draft.body]
  }
  const listed = scene.lexicon.phrases.get('united nations')?.[0]?.refs.find((ref) => ref.type === 'body')
  return best ?? (listed?.type === 'body' ? listed.body : undefined)
}

/** "The women's final", "a men's toilet", "women's rights": of no women in particular. */
function isKindOfThing(reading: Reading, noun: Noun): boolean {
  const { deprel, head } = reading.sentence.tokens[noun.head]!
  return (
    noun.plural &&
    noun.from === noun.head &&
    /^(?:man|woman|lady|boy|girl)$/.test(lemmaOf(noun)) &&
    deprel === 'nmod:poss' &&
    head >= 0 &&
    reading.nounAt[head]?.agent.kind !== 'person'
  )
}

function disown(owners: Owners): void {
  owners.states = []
  owners.bodies = []
  owners.possessors = []
  owners.worldly = true
}

/** "Officials from the two countries": they are of the countries that the phrase points back to. */
function ownedBySides(scene: Scene, reading: Reading, owners: Owners): void {
  if (owners.states.length > 0 || owners.bodies.length > 0) return
  for (const token of owners.possessors) {
    if (!draftAt(scene, reading, token) && reading.matchAt[token]! < 0 && !reading.nounAt[token]) {
      resolveGeneral(scene, reading, token)
      const body = draftAt(scene, reading, token) ? null : looseBody(reading, token)
      if (body) resolveNoun(scene, reading, body)
    }
    const group = draftAt(scene, reading, token)
    const isTheirs = /^their$/i.test(reading.sentence.tokens[token]!.form)
    for (const member of group?.members ?? []) {
      const state = member.country ? scene.lexicon.states.get(member.country) : undefined
      // "Singh and Musharraf met. Their foreign secretaries …": those of the countries of the two who hold office.
      const isOfOffice = member.kind === 'person' && member.sectors.includes('GOV') && isTheirs
      if (state && (member.kind === 'state' || isOfOffice)) owners.states.push(state)
    }
    if (owners.states.length > 0) return
  }
}

/** "Met the minister and his party": those who travel with him, no political party. */
function isCompany(reading: Reading, noun: Noun, owners: Owners): boolean {
  const { tokens } = reading.sentence
  const { deprel, head } = tokens[noun.head]!
  return (
    noun.from === noun.head &&
    /^(?:party|entourage)$/.test(lemmaOf(noun)) &&
    deprel === 'conj' &&
    head >= 0 &&
    tokens[head]!.upos === 'PROPN' &&
    owners.possessors.some((token) => /^(?:his|her)$/i.test(tokens[token]!.form))
  )
}

/** "The Saudi king and the crown prince": a second noun without an owner has that of the first. */
function shareOwner(scene: Scene, reading: Reading, noun: Noun, owners: Owners): void {
  if (owners.states.length > 0 || owners.bodies.length > 0 || owners.possessors.length > 0) return
  const { deprel, head } = reading.sentence.tokens[noun.head]!
  if (deprel !== 'conj' || head < 0 || head > noun.head || !reading.nounAt[head]) return
  const first = draftAt(scene, reading, head)
  const state =
    first?.country && first.basis === 'stated' && !first.bodyCode ? scene.lexicon.states.get(first.country) : undefined
  if (state) owners.states.push(state)
}

/** A singular noun without article or owner that plays no part of its own ("in general", "as president", "called him leader"): nobody new. */
function isBare(reading: Reading, noun: Noun, owners: Owners): boolean {
  const { tokens } = reading.sentence
  const { deprel, head } = tokens[noun.head]!
  if (noun.plural || noun.agent.kind !== 'person') return false
  if (deprel === 'xcomp' && head >= 0 && tokens[head]!.upos === 'VERB') return true
  if (owners.states.length > 0 || owners.bodies.length > 0 || owners.possessors.length > 0) return false
  return (
    determinerOf(reading, noun.from, noun.head) === null &&
    !/^(?:nsubj|appos|root|parataxis)/.test(deprel) &&
    !/^\p{Lu}/u.test(tokens[noun.from]!.form)
  )
}

/** True when the noun only describes another that follows ("police station", "army chief"). */
function isModifier(reading: Reading, noun: Noun): boolean {
  const { tokens } = reading.sentence
  const { deprel, head } = tokens[noun.head]!
  return (
    head > noun.head &&
    (deprel.startsWith('compound') || deprel === 'nmod:desc' || deprel === 'amod' || deprel === 'nmod')
  )
}

/** Unnamed people of these sectors belong to the country where they act; attackers, experts, parties, business and aid workers do not until someone says so. */
const placed = new Set<Sector>([
  'GOV',
  'MIL',
  'COP',
  'JUD',
  'LEG',
  'SPY',
  'OPP',
  'CVL',
  'LAB',
  'AGR',
  'REF',
  'REL',
  'PRE',
  'REB',
  'PRM',
  'EDU',
  'MED',
  'JRN',
])

/** People of whom the place tells nothing: they are mostly of another country. */
const fromElsewhere =
  /^(?:tourist|visitor|westerner|holidaymaker|vacationer|trekker|hiker|climber|mountaineer|backpacker|travell?er|foreigner|expatriate|mediator|observer|guest|peacemaker)s?$/

/** "The head of Chile's army" is its army chief. */
const ARMY_CHIEF = { noun: 'army chief', sectors: ['MIL'], kind: 'person' } satisfies Noun['agent']

/** "a leader of the fishermen", "the miners' leader": no leader of a country. */
function leadsOthers(reading: Reading, noun: Noun, owners: Owners): boolean {
  if (officeFamily(noun.agent.noun.toLowerCase()) !== 'leader') return false
  return (
    /^an?$/i.test(determinerOf(reading, noun.from, noun.head) ?? '') ||
    owners.possessors.some((token) => {
      const owner = reading.nounAt[token]?.agent
      return owner !== undefined && owner.kind !== 'organization' && !owner.sectors.includes('GOV')
    })
  )
}

function nounDraft(scene: Scene, reading: Reading, told: Noun, owners: Owners, ofGroup: boolean): Draft {
  const chief = owners.armed && /^(?:head|chief|commander)$/.test(told.agent.noun)
  const noun = chief ? { ...told, agent: ARMY_CHIEF } : told
  const lemma = lemmaOf(noun)
  const person = noun.agent.kind === 'person'
  const singular = person && (!noun.plural || ofGroup)
  const title = noun.agent.noun.toLowerCase()
  const { country, body } = ownerFacts(scene, reading, owners)
  const former = tenureWord(reading, noun.from)
  if (/counterpart$/.test(lemma)) return counterpart(scene, reading, owners, noun)
  if (
    singular &&
    !former &&
    !leadsOthers(reading, noun, owners) &&
    (chief || !(owners.organised && isHeadOffice(officeFamily(title))))
  ) {
    const holder = officeHolder(
      scene,
      reading,
      noun,
      country,
      body,
      owners,
      ofGroup || isDefinite(reading, noun.from, noun.head) || owners.possessors.length > 0,
      namedByStranger(reading, noun),
    )
    if (holder) return holder
  }
  const definite = isDefinite(reading, noun.from, noun.head)
  if (country === null && !body && definite) {
    const before = spokenOf(scene, reading, noun, title)
    if (before) return before
  }
  let where = country
  let basis: Draft['basis'] = 'stated'
  if (
    where === null &&
    !body &&
    !owners.worldly &&
    !fromElsewhere.test(lemma) &&
    !isArtist(noun, scene.lexicon) &&
    !beyond(reading, noun) &&
    (owners.possessors.length === 0 || ownedByPronoun(scene, reading, owners)) &&
    noun.agent.sectors.some((sector) => placed.has(sector))
  ) {
    where = assumedCountry(scene, { reading, token: noun.head, sector: noun.agent.sectors[0] ?? 'UNK', named: false })
    basis = 'assumed'
  }
  // "The president" of the country an article is about, before it has named him.
  if (where !== null && basis === 'assumed' && singular && definite && !former && isHeadOffice(officeFamily(title))) {
    const holder = holderOf(scene.lexicon, where, title, scene.date)
    if (holder) return listedPerson(scene, holder, null, title)
  }
  const sectors =
    owners.organised && isHeadOffice(officeFamily(title))
      ? sectorsOf([owners.organised])
      : former === 'former' && /^(?:GOV|PRE)$/.test(noun.agent.sectors[0] ?? '')
        ? (['ELI'] as Sector[])
        : body && body.kind === 'organization' && !body.bodyCode && isHeadOffice(officeFamily(title))
          ? body.sectors
          : body && (body.bodyCode?.startsWith('IGO') || body.kind === 'group') && body.sectors.length > 0
            ? sectorsOf([...body.sectors, ...noun.agent.sectors])
            : sectorsOf(sectorsInBody(scene, reading, noun, owners))
  const indefinite = singular && !definite && owners.possessors.length === 0
  const key = indefinite ? '' : `noun:${where ?? ''} ${body?.name ?? ''} ${noun.plural ? 'plural' : ''} ${title}`
  const known = key ? scene.drafts.find(key) : undefined
  if (known) return known
  const draft = scene.drafts.add({
    key,
    name: nominalName(reading, noun.from, noun.head),
    kind: person ? (noun.plural ? 'group' : 'person') : noun.agent.kind,
    country: where,
    sectors,
    ...(person ? { role: title } : {}),
    ...(former ? { tenure: former } : {}),
    noun: title,
    basis,
    plural: noun.plural,
    gender: genderOfNoun(lemma),
    ...(body ? { of: body.name, ...(where === null ? { bodyCode: body.bodyCode } : {}) } : {}),
  })
  if (where === null && !body && person && owners.possessors.length > 0) ownedLater(scene, reading, draft, owners)
  return draft
}

/** "Chile's president, Ana Soto, …": the name right behind the office is of somebody the tables do not list. */
function namedByStranger(reading: Reading, noun: Noun): boolean {
  if (reading.sentence.tokens[noun.head + 1]?.form !== ',') return false
  const name = reading.names.find((each) => each.titleFrom === noun.head + 2)
  return name !== undefined && name.match === null && name.units.length > 1 && name.seems !== 'organization'
}

/** "An aide to President Mobutu": the owner is resolved only after the noun. */
function ownedLater(scene: Scene, reading: Reading, draft: Draft, owners: Owners): void {
  scene.later.push(() => {
    const { country, body } = ownerFacts(scene, reading, owners)
    if (draft.country !== null || (country === null && !body)) return
    draft.country = country
    draft.basis = 'stated'
    if (body) {
      draft.of = body.name
      if (country === null && body.bodyCode) draft.bodyCode = body.bodyCode
    }
  })
}

function ownedByPronoun(scene: Scene, reading: Reading, owners: Owners): boolean {
  return owners.possessors.every((token) => {
    const { upos, form } = reading.sentence.tokens[token]!
    // What "it" stands for is known and of no country: neither is what it has.
    const it = /^its$/i.test(form) ? draftAt(scene, reading, token) : null
    return upos === 'PRON' && !(it && it.country === null)
  })
}

/** True when an adjective puts the people beyond any one country ("international observers"). */
function beyond(reading: Reading, noun: Noun): boolean {
  const { tokens } = reading.sentence
  if (
    /^(?:analyst|expert|economist|scientist|researcher|scholar|academic|professor|observer|think tank)$/.test(
      lemmaOf(noun),
    )
  )
    return true
  // "Each person", "the next person": whoever it is.
  const determiner = determinerOf(reading, noun.from, noun.head)
  if (/^(?:person|people|human being|individual|man|woman)$/.test(lemmaOf(noun)))
    if (
      /^(?:each|every|any)$/.test(determiner ?? '') ||
      /^(?:next|average|ordinary)$/i.test(tokens[noun.from - 1]?.form ?? '')
    )
      return true
  // Heads of state in the plural come from several states.
  if (noun.plural && isHeadOffice(officeFamily(noun.agent.noun))) return true
  for (let t = noun.head - 1; t >= 0 && t >= noun.from - 3; t--) {
    if (worldwide.has(tokens[t]!.form.toLowerCase())) return true
    if (!/^(?:ADJ|NOUN|PROPN)$/.test(tokens[t]!.upos)) return false
  }
  return false
}

function genderOfNoun(lemma: string): 'm' | 'f' | '' {
  if (
    /(?:woman|girl|mother|wife|daughter|sister|queen|princess|widow|actress|spokeswoman|policewoman|businesswoman|chairwoman|congresswoman|nun|aunt)$/.test(
      lemma,
    )
  )
    return 'f'
  if (
    /(?:[a-z]man|^man|boy|father|husband|son|brother|king|prince|sheikh|imam|cleric|bishop|pope|priest|emir|sultan|monk)$/.test(
      lemma,
    ) &&
    !/woman$/.test(lemma)
  )
    return 'm'
  return ''
}

/** Somebody introduced before by the same noun, or a listed body or person it describes ("the group", "the general"). */
function spokenOf(scene: Scene, reading: Reading, noun: Noun, title: string): Draft | null {
  let best: Draft | null = null
  let bestScore = 0
  const lemma = lemmaOf(noun)
  const doing = subjectsAround(scene, reading, noun.head)
  for (const draft of scene.drafts.present(reading.order)) {
    if (draft.members || doing.has(draft)) continue
    const same =
      draft.noun === title ||
      (draft.role !== undefined &&
        !noun.plural &&
        draft.kind === 'person' &&
        (draft.role === title || draft.role.endsWith(` ${lemma}`))) ||
      (!noun.plural && draft.titles?.has(title) === true)
    const described = describesBody(reading, noun, lemma, draft)
    if (!same && !described) continue
    if (same && draft.noun !== undefined && draft.plural !== noun.plural) continue
    const score = scene.drafts.salience(draft, reading.order, 20) * (same ? 1.5 : 1)
    if (score > bestScore) {
      best = draft
      bestScore = score
    }
  }
  return best
}
