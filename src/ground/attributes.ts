import { bindOffice } from './bind-office.ts'
import type { Noun, Reading } from './candidates.ts'
import { sectorsOf } from './describe.ts'
import { type Draft, unitsOfPerson } from './drafts.ts'
import type { Sector } from './grounded-text.ts'
import type { Owners } from './owners.ts'
import { assumedCountry, bodyDraft, draftAt, place, type Scene } from './scene.ts'
import { tenureWord } from './titles.ts'
import { caseOf, dependents } from './tree.ts'
import { speechVerbs } from './words.ts'

export function lemmaOf(noun: Noun): string {
  const word = noun.agent.noun.toLowerCase()
  return word.slice(word.lastIndexOf(' ') + 1)
}

/** "Ivan Petrov, director of …" and "Ivan Petrov is the director …": the noun tells about the one named. */
export function attributeOfName(scene: Scene, reading: Reading, noun: Noun, owners: Owners, from: number): boolean {
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
    if (
      before &&
      named &&
      before.kind === 'person' &&
      !noun.plural &&
      noun.agent.kind === 'person' &&
      !isTagged(reading, noun)
    ) {
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
  // Whoever runs for an office that a table gives him later speaks for no government yet.
  else if (subject.tenure === 'future' && RUNS.test(noun.agent.noun) && subject.sectors[0] === 'GOV')
    subject.sectors = ['ELI']
  place(scene, reading, subject, from, noun.head + 1, noun.head, 'nominal')
  return true
}

/** "… to oust Saddam Hussein, the spokesman said": who the sentence's last words say told it, and nobody's apposition. */
function isTagged({ sentence: { tokens } }: Reading, noun: Noun): boolean {
  const verb = tokens[noun.head + 1]
  return (
    tokens[noun.from - 1]?.upos === 'DET' &&
    verb?.upos === 'VERB' &&
    speechVerbs.has(verb.lemma) &&
    tokens[noun.head]!.head === noun.head + 1
  )
}

const RUNS = /^(?:(?:presidential )?(?:candidate|nominee|contender|hopeful|challenger|front-runner|frontrunner))$/i

function describe(scene: Scene, reading: Reading, subject: Draft, noun: Noun, owners: Owners): void {
  const former = tenureWord(reading, noun.from)
  if (subject.kind === 'person') subject.role ??= noun.agent.noun.toLowerCase()
  if (subject.sectors.every((sector) => sector === 'UNK'))
    subject.sectors =
      former === 'former' && /^(?:GOV|PRE|SPY)$/.test(noun.agent.sectors[0] ?? '')
        ? ['ELI']
        : sectorsOf(sectorsInBody(scene, reading, noun, owners))
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
    } else if (subject.country === null && !owner.body && !owners.worldly && isOfficial(subject.sectors)) {
      subject.country = assumedCountry(scene, {
        reading,
        token: noun.head,
        sector: noun.agent.sectors[0] ?? 'UNK',
        named: true,
        units: unitsOfPerson(subject),
      })
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

export function isOfficial(sectors: readonly Sector[]): boolean {
  return sectors.some((sector) => /^(?:GOV|MIL|COP|JUD|LEG|SPY)$/.test(sector))
}

/** Country and body that the words around give, through possessors resolved before. */
export function ownerFacts(
  scene: Scene,
  reading: Reading,
  owners: Owners,
): { country: string | null; body: Draft | null } {
  const state = owners.states[0]
  if (state) return { country: state.today, body: null }
  const body = owners.bodies[0]
  if (body) {
    const draft = bodyDraft(scene, body)
    return { country: draft.country, body: draft }
  }
  for (const token of owners.possessors) {
    const draft = draftAt(scene, reading, token)
    const nameless = reading.sentence.tokens[token]!.upos === 'PRON' && draft?.kind === 'organization'
    if (draft && !draft.members && (draft.country || draft.bodyCode || nameless))
      return { country: draft.country, body: draft.kind === 'organization' || draft.kind === 'group' ? draft : null }
  }
  return { country: null, body: null }
}

/** Roles that are of the sector of those they are held in: a union's spokesman is of labour, a rebel leader of the rebels. */
const borrowing =
  /^(?:spokesman|spokeswoman|spokesperson|leader|chairman|chairwoman|head|president|director|official|member|representative|chief|founder|secretary|commander|delegate|negotiator)$/

/** The sectors of the group or organisation that a role noun is held in, by the noun before it or an of-phrase after it; `null` where none is told. */
export function borrowedSectors(reading: Reading, noun: Noun): Sector[] | null {
  if (!borrowing.test(lemmaOf(noun))) return null
  // A deputy commander is none of parliament.
  const second = /^(?:deputy|assistant|vice|associate)$/i.test(reading.sentence.tokens[noun.from - 1]?.form ?? '')
  const before = noun.from > 0 && !second ? reading.nounAt[noun.from - 1] : undefined
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
      return isLabour(reading, other) ? ['PTY'] : other.agent.sectors
  }
  return null
}

/** "Labour leader Ed Moss": with a capital inside the sentence the party. */
const isLabour = ({ sentence: { tokens } }: Reading, noun: Noun): boolean =>
  noun.from > 0 && /^Labou?r$/.test(tokens[noun.from]!.form)

/** Those of the body that a role noun is held in, told by a noun ("a union leader") or by name ("CMEC's vice president", "its chairman"), or else the noun's own. */
export function sectorsInBody(scene: Scene, reading: Reading, noun: Noun, owners: Owners): readonly Sector[] {
  const borrowed = borrowedSectors(reading, noun)
  if (borrowed) return borrowed
  if (isLabour(reading, noun)) return ['PTY']
  // "Voted best director at Cannes"
  if (lemmaOf(noun) === 'director' && reading.subject.kind === 'culture' && reading.subject.play >= 1) return ['UNK']
  if (!borrowing.test(lemmaOf(noun)) || noun.agent.sectors[0] === 'MIL' || owners.states.length > 0)
    return noun.agent.sectors
  const body = [
    ownerFacts(scene, reading, owners).body,
    ...owners.possessors.map((token) => draftAt(scene, reading, token)),
  ].find((draft) => draft && (draft.kind === 'organization' || draft.kind === 'group') && !draft.members)
  if (!body) return noun.agent.sectors
  const telling = body.sectors.filter((sector) => sector !== 'UNK')
  // "The head of Naftogaz flew to Moscow": who leads a company without being named may act for more than its business.
  if (!noun.titleOf && telling[0] === 'BUS' && noun.agent.sectors[0] === 'UNK') return noun.agent.sectors
  if (telling.length > 0) return telling
  // Of what kind an unlisted body is nobody knows: its president is none of a state.
  return body.body || body.noun !== undefined ? noun.agent.sectors : ['UNK']
}
