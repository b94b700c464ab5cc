import type { Noun, Reading } from './candidates.ts'
import { tenureWord } from './candidates.ts'
import { countOf, determinerOf, nominalName, sectorsOf } from './describe.ts'
import type { Draft } from './drafts.ts'
import type { Mention, Sector } from './grounded-text.ts'
import { holderOf, isHeadOffice, leaderOf, mayBeCalled, officeFamily } from './offices.ts'
import { type Owners, ownersOf } from './owners.ts'
import { gatherLeaders, gatherSides, resolveGeneral } from './resolve-general.ts'
import { bindOffice, listedPerson } from './resolve-names.ts'
import { assumedCountry, bodyDraft, draftAt, isDefinite, place, type Scene, stateDraft } from './scene.ts'
import { caseOf, dependents, phraseStart } from './tree.ts'
import { leaderNouns, sideNouns, worldwide } from './words.ts'

/** Resolves a phrase headed by an agent noun: whose it is, whether it was spoken of before, and who holds the office it names. */
export function resolveNoun(scene: Scene, reading: Reading, noun: Noun): void {
  const { tokens } = reading.sentence
  const token = tokens[noun.head]!
  const lemma = lemmaOf(noun)
  if (isModifier(reading, noun) && !/^(?:government|police|army|military|rebel|guerrilla|militia)$/.test(lemma)) return
  const owners = ownersOf(reading, noun.head, noun.from, scene.lexicon)
  shareOwner(scene, reading, noun, owners)
  // Written so and nobody's, it is that of the United Nations.
  if (
    owners.states.length === 0 &&
    reading.sentence.tokens[noun.from]!.form === 'Security' &&
    /^security council$/i.test(noun.agent.noun)
  ) {
    const council = scene.lexicon.phrases.get('un security council')?.[0]?.refs.find((ref) => ref.type === 'body')
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
  if (isBare(reading, noun, owners)) return
  const form: Mention['form'] = isModifier(reading, noun) ? 'modifier' : 'nominal'
  const from = phraseStart(reading.tree, noun.from, noun.head)
  if (attributeOfName(scene, reading, noun, owners, from)) return
  if (owners.states.length === 0 && owners.bodies.length === 0 && noun.plural && !modifier) {
    const count = countOf(reading, noun.from, noun.head)
    const definite = isDefinite(reading, noun.from, noun.head)
    if ((count !== null || definite) && sideNouns.has(lemma) && count !== null) {
      const group = gatherSides(scene, reading, noun.head, count, lemma)
      if (group) {
        place(scene, reading, group, from, noun.head + 1, noun.head, form)
        return
      }
    }
    if ((definite || count !== null) && leaderNouns.has(lemma)) {
      const group = gatherLeaders(scene, reading, noun.agent.noun, count)
      if (group) {
        place(scene, reading, group, from, noun.head + 1, noun.head, form)
        return
      }
    }
  }
  if (scene.sporty || reading.sporty) return
  if (/^(?:country|nation|state|republic|kingdom|island|neighbou?r|power)$/.test(lemma) && owners.states.length === 0) {
    resolveGeneral(scene, reading, noun.head)
    return
  }
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

function lemmaOf(noun: Noun): string {
  const word = noun.agent.noun.toLowerCase()
  return word.slice(word.lastIndexOf(' ') + 1)
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

/** "Ivan Petrov, director of …" and "Ivan Petrov is the director …": the noun tells about the one named. */
function attributeOfName(scene: Scene, reading: Reading, noun: Noun, owners: Owners, from: number): boolean {
  const { tokens } = reading.sentence
  const token = tokens[noun.head]!
  let subject: Draft | null = null
  let apposed = false
  if (token.deprel === 'appos' && token.head >= 0 && token.head < noun.head) {
    let at = token.head
    for (let i = 0; i < 3 && !draftAt(scene, reading, at) && tokens[at]!.deprel === 'appos'; i++) at = tokens[at]!.head
    subject = draftAt(scene, reading, at)
    apposed = true
  }
  if (!subject && tokens[from - 1]?.form === ',' && from >= 2) {
    const before = draftAt(scene, reading, from - 2)
    const named = reading.names.some((name) => name.to === from - 1)
    if (before && named && before.kind === 'person' && !noun.plural && noun.agent.kind === 'person') {
      subject = before
      apposed = true
    }
  }
  if (!subject && dependents(reading.tree, noun.head, 'cop').length > 0) {
    const nominal = dependents(reading.tree, noun.head, 'nsubj')[0]
    if (nominal !== undefined) subject = draftAt(scene, reading, nominal)
  }
  if (!subject || subject.members) return false
  const same =
    subject.kind === 'person'
      ? noun.agent.kind === 'person' && !noun.plural
      : subject.kind === 'organization' || subject.kind === 'group'
        ? noun.agent.kind === 'organization' || noun.agent.kind === 'group'
        : false
  if (subject.kind === 'person' && apposed && noun.agent.kind === 'organization') {
    if (subject.sectors.every((sector) => sector === 'UNK')) subject.sectors = sectorsOf(noun.agent.sectors)
    return false
  }
  if (!same) return false
  // What another country owns is another body, however close it stands.
  const owner = owners.states[0]
  if (owner && subject.country && subject.kind !== 'person' && owner.today !== subject.country) return false
  if (subject.person === undefined && subject.body === undefined) describe(scene, reading, subject, noun, owners)
  place(scene, reading, subject, from, noun.head + 1, noun.head, 'nominal')
  return true
}

function describe(scene: Scene, reading: Reading, subject: Draft, noun: Noun, owners: Owners): void {
  const former = tenureWord(reading, noun.from)
  if (subject.kind === 'person') subject.role ??= noun.agent.noun.toLowerCase()
  if (subject.sectors.every((sector) => sector === 'UNK'))
    subject.sectors =
      former === 'former' && /^(?:GOV|PRE)$/.test(noun.agent.sectors[0] ?? '')
        ? ['ELI']
        : sectorsOf(borrowedSectors(reading, noun) ?? noun.agent.sectors)
  if (former) subject.tenure ??= former
  // A director is of the sector of what he directs, which may come later in the sentence.
  if (subject.sectors.every((sector) => sector === 'UNK')) {
    scene.later.push(() => {
      for (const at of [...owners.possessors, ...below(reading, noun.head, 0)]) {
        const of = draftAt(scene, reading, at)
        if (!of || of === subject || of.kind !== 'organization' || !subject.sectors.every((sector) => sector === 'UNK'))
          continue
        subject.sectors = of.sectors
        subject.of ??= of.name
      }
    })
  }
  if (subject.country === null || subject.basis === 'assumed') {
    const owner = ownerFacts(scene, reading, owners)
    if (owner.country) {
      subject.country = owner.country
      subject.basis = 'stated'
    } else if (subject.country === null && !owner.body && isOfficial(noun.agent.sectors)) {
      subject.country = assumedCountry(scene, reading)
      subject.basis = 'assumed'
    }
    if (owner.body && !subject.of) {
      subject.of = owner.body.name
      if (!owner.country) subject.bodyCode = owner.body.bodyCode
    }
  }
  if (
    subject.kind === 'person' &&
    subject.country &&
    subject.basis === 'stated' &&
    subject.role &&
    isOfficial(noun.agent.sectors)
  )
    bindOffice(scene, subject, subject.country, subject.role)
}

/** Nouns that hang below a noun by of-phrases and the like, nearest first. */
function below(reading: Reading, head: number, depth: number): number[] {
  if (depth > 2) return []
  const direct = dependents(reading.tree, head, 'nmod').filter((child) => child > head)
  return [...direct, ...direct.flatMap((child) => below(reading, child, depth + 1))]
}

function isOfficial(sectors: readonly Sector[]): boolean {
  return sectors.some((sector) => /^(?:GOV|MIL|COP|JUD|LEG|SPY)$/.test(sector))
}

/** Country and body that the words around give, through possessors resolved before. */
function ownerFacts(scene: Scene, reading: Reading, owners: Owners): { country: string | null; body: Draft | null } {
  const state = owners.states[0]
  if (state) return { country: state.today, body: null }
  const body = owners.bodies[0]
  if (body) {
    const draft = bodyDraft(scene, body)
    return { country: draft.country, body: draft }
  }
  for (const token of owners.possessors) {
    const draft = draftAt(scene, reading, token)
    if (draft && !draft.members && (draft.country || draft.bodyCode))
      return { country: draft.country, body: draft.kind === 'organization' || draft.kind === 'group' ? draft : null }
  }
  return { country: null, body: null }
}

/** Unnamed people of these sectors belong to the country where they act; attackers, experts, business and press do not until someone says so. */
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
])

function nounDraft(scene: Scene, reading: Reading, noun: Noun, owners: Owners, ofGroup: boolean): Draft {
  const lemma = lemmaOf(noun)
  const person = noun.agent.kind === 'person'
  const singular = person && (!noun.plural || ofGroup)
  const title = noun.agent.noun.toLowerCase()
  const { country, body } = ownerFacts(scene, reading, owners)
  const former = tenureWord(reading, noun.from)
  if (/counterpart$/.test(lemma)) return counterpart(scene, reading, owners, noun)
  if (singular && !former) {
    const holder = officeHolder(
      scene,
      reading,
      title,
      country,
      body,
      owners,
      ofGroup || isDefinite(reading, noun.from, noun.head) || owners.possessors.length > 0,
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
    !beyond(reading, noun) &&
    (owners.possessors.length === 0 || ownedByPronoun(reading, owners)) &&
    noun.agent.sectors.some((sector) => placed.has(sector))
  ) {
    where = assumedCountry(scene, reading)
    basis = 'assumed'
  }
  // "The president" of the country an article is about, before it has named him.
  if (where !== null && basis === 'assumed' && singular && definite && !former && isHeadOffice(officeFamily(title))) {
    const holder = holderOf(scene.lexicon, where, title, scene.date)
    if (holder) return listedPerson(scene, holder, null, title)
  }
  const sectors =
    former === 'former' && /^(?:GOV|PRE)$/.test(noun.agent.sectors[0] ?? '')
      ? (['ELI'] as Sector[])
      : body && (body.bodyCode?.startsWith('IGO') || body.kind === 'group') && body.sectors.length > 0
        ? sectorsOf([...body.sectors, ...noun.agent.sectors])
        : sectorsOf(borrowedSectors(reading, noun) ?? noun.agent.sectors)
  const indefinite = singular && !definite && owners.possessors.length === 0
  const key = indefinite ? '' : `noun:${where ?? ''} ${body?.name ?? ''} ${noun.plural ? 'plural' : ''} ${title}`
  const known = key ? scene.drafts.find(key) : undefined
  if (known) return known
  return scene.drafts.add({
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
}

/** Roles that are of the sector of those they are held in: a union's spokesman is of labour, a rebel leader of the rebels. */
const borrowing =
  /^(?:spokesman|spokeswoman|spokesperson|leader|chairman|chairwoman|head|president|director|official|member|representative|chief|founder|secretary|commander|delegate|negotiator)$/

/** The sectors of the group or organisation that a role noun is held in, by the noun before it or an of-phrase after it; `null` where none is told. */
function borrowedSectors(reading: Reading, noun: Noun): Sector[] | null {
  if (!borrowing.test(lemmaOf(noun))) return null
  const before = noun.from > 0 ? reading.nounAt[noun.from - 1] : undefined
  const of = [
    before,
    ...below(reading, noun.head, 2).map((token) =>
      /^(?:of|for|at)$/.test(caseOf(reading.tree, token) ?? '') ? reading.nounAt[token] : undefined,
    ),
  ]
  for (const other of of) {
    if (
      other &&
      other !== noun &&
      !other.titleOf &&
      (other.agent.kind !== 'person' || other.plural || other === before) &&
      other.agent.sectors.some((sector) => sector !== 'UNK')
    )
      return other.agent.sectors
  }
  return null
}

function ownedByPronoun(reading: Reading, owners: Owners): boolean {
  return owners.possessors.every((token) => reading.sentence.tokens[token]!.upos === 'PRON')
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

/** Who holds an office named without a name: someone spoken of before, or by the tables on the article's day; a placeholder that a later name may fill. */
function officeHolder(
  scene: Scene,
  reading: Reading,
  title: string,
  country: string | null,
  body: Draft | null,
  owners: Owners,
  definite: boolean,
): Draft | null {
  const family = officeFamily(title)
  const office =
    isHeadOffice(family) ||
    family === 'foreign minister' ||
    family === 'defence minister' ||
    family === 'secretary-general'
  if (!office && family !== 'minister') return null
  const place = body?.bodyCode && !country ? body.bodyCode : (owners.states[0]?.code ?? country)
  if (place) {
    const known =
      scene.drafts.find(`office:${place} ${family}`) ??
      (country ? scene.drafts.find(`office:${country} ${family}`) : undefined)
    if (known) return scene.drafts.current(known)
    if (family === 'leader') {
      const leader = latest(
        scene,
        reading,
        title,
        (draft) => draft.country === country && (body === null || draft.bodyCode === body.bodyCode),
      )
      if (leader) return leader
      const tabled = body ? null : leaderOf(scene.lexicon, place, scene.date)
      if (tabled) return listedPerson(scene, tabled, null, undefined)
    }
    if (!office) return null
    const holder = holderOf(scene.lexicon, place, family, scene.date)
    if (holder && family !== 'leader') return listedPerson(scene, holder, null, title)
    return scene.drafts.add({
      key: `office:${place} ${family}`,
      name: body ? `${body.name} ${title}` : `${scene.lexicon.states.get(place)?.name ?? place} ${title}`,
      kind: 'person',
      country,
      sectors: body && body.kind === 'group' ? body.sectors : ['GOV'],
      role: title,
      ...(body ? { of: body.name, bodyCode: body.bodyCode } : {}),
    })
  }
  if (!definite) return null
  return latest(scene, reading, title, () => true) ?? (family === 'monarch' ? monarchSpokenOf(scene, title) : null)
}

/** "The emir" of the one country named that has one by the tables. */
function monarchSpokenOf(scene: Scene, title: string): Draft | null {
  const found = [...scene.context.keys()].flatMap((country) => {
    const person = holderOf(scene.lexicon, country, title, scene.date)
    return person?.terms.some((term) => term.office === title) ? [person] : []
  })
  return found.length === 1 ? listedPerson(scene, found[0]!, null, title) : null
}

/** The person most present who may be called by a title. */
function latest(scene: Scene, reading: Reading, title: string, fits: (draft: Draft) => boolean): Draft | null {
  let best: Draft | null = null
  let bestScore = 0
  for (const draft of scene.drafts.living()) {
    if (
      draft.kind !== 'person' ||
      draft.plural ||
      draft.members ||
      !draft.role ||
      draft.tenure === 'former' ||
      !mayBeCalled(draft.role, title) ||
      !fits(draft)
    )
      continue
    const score =
      scene.drafts.salience(draft, reading.order, 12) +
      (draft.role === title ? 0.2 : 0) +
      (draft.mentions.length > 0 ? 0.001 * draft.mentions.length : 0)
    if (score > bestScore) {
      best = draft
      bestScore = score
    }
  }
  return best
}

/** Somebody introduced before by the same noun, or a listed body or person it describes ("the group", "the general"). */
function spokenOf(scene: Scene, reading: Reading, noun: Noun, title: string): Draft | null {
  let best: Draft | null = null
  let bestScore = 0
  const lemma = lemmaOf(noun)
  for (const draft of scene.drafts.living()) {
    if (draft.members) continue
    const same =
      draft.noun === title ||
      (draft.role !== undefined &&
        !noun.plural &&
        draft.kind === 'person' &&
        (draft.role === title || draft.role.endsWith(` ${lemma}`)))
    const described = describes(reading, noun, lemma, draft)
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

/** True when a bare "the group", "the company", "the council" may point back to a body with a name. */
function describes(reading: Reading, noun: Noun, lemma: string, draft: Draft): boolean {
  if (noun.plural && lemma !== 'rebels') return false
  if (noun.from !== noun.head || reading.sentence.tokens[noun.head - 1]?.upos !== 'DET') return false
  if (draft.kind === 'group' && draft.body)
    return /^(?:group|movement|militia|organization|organisation|faction|network|militants?|rebels)$/.test(lemma)
  if (draft.kind !== 'organization' || (draft.lexicon === undefined && !draft.key.startsWith('name:'))) return false
  if (/^(?:group|organization|organisation|body|agency|institution|bloc|alliance)$/.test(lemma)) return true
  if (lemma === 'company' || lemma === 'firm') return draft.sectors.includes('BUS')
  return lemma.length > 3 && draft.name.toLowerCase().endsWith(` ${lemma}`)
}

/** "Her Portuguese counterpart": the one of that country with the office of whoever is spoken of. */
function counterpart(scene: Scene, reading: Reading, owners: Owners, noun: Noun): Draft {
  const { tokens } = reading.sentence
  const state = owners.states[0]
  let other: Draft | null = null
  for (const token of owners.possessors) other ??= draftAt(scene, reading, token)
  for (let t = noun.from - 1; t >= 0 && !other?.role; t--) {
    const draft = draftAt(scene, reading, t)
    if (draft?.kind === 'person' && draft.role && draft.country !== state?.today && tokens[t]) other = draft
  }
  const role = other?.role ?? 'official'
  const country = state?.today ?? null
  const family = officeFamily(role)
  if (state) {
    const known = scene.drafts.find(`office:${state.code} ${family}`)
    if (known) return scene.drafts.current(known)
    const holder = noun.plural ? null : holderOf(scene.lexicon, state.code, family, scene.date)
    if (holder) return listedPerson(scene, holder, null, role)
    stateDraft(scene, state)
  }
  return scene.drafts.add({
    key:
      state && !noun.plural && (isHeadOffice(family) || family.endsWith('minister'))
        ? `office:${state.code} ${family}`
        : '',
    name: nominalName(reading, noun.from, noun.head),
    kind: noun.plural ? 'group' : 'person',
    country,
    sectors: other?.sectors ?? ['GOV'],
    role,
    plural: noun.plural,
  })
}
