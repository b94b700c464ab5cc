import { type Entity, genderOfName, type Mention } from '../../ground/index.ts'
import type { Sentence, Token } from '../../parse/index.ts'
import { childBy, childrenBy, subtreeOf } from '../clauses/tree.ts'
import { type Cue, cueOf } from './cues.ts'
import { lemmaOf, subjectsOf, type View } from './view.ts'

const isPossessive = (token: Token) => token.xpos === 'PRP$' || token.deprel === 'nmod:poss'

/** Who speaks by a cue: its subject in the parse, else the nearest name on the side where the subject should stand. */
export function speakerOf(view: View, cue: Cue): Entity | null {
  const { sentence, token, clause } = cue
  const outside = (at: number) => !view.quoted(sentence.tokens[at]!)
  const told = cue.lemma === 'tell' && clause?.voice !== 'passive'
  const agents = (clause?.agents ?? []).map((each) => each.token).filter((at) => outside(at) && !(told && at > token))
  // "few historians call it so": nobody is told to have said it
  if (
    agents.some((at) =>
      childrenBy(view.tree(sentence), at, 'amod', 'det').some((each) =>
        /^(?:few|no)$/i.test(sentence.tokens[each]!.form),
      ),
    )
  )
    return null
  const quoted = quotedAsSaying(view, cue)
  if (quoted) return quoted
  const named = namedBefore(view, cue)
  if (named) return named
  const above = agents.length === 0 ? (cueAbove(view, cue) ?? cueJoined(view, cue)) : null
  if (above) return speakerOf(view, above)
  const one = oneOfThose(view, cue, agents)
  if (one) return one
  for (const agent of agents) {
    const entity = pronounSpeaker(view, sentence, agent, namedPhrase(view, sentence, agent))
    if (entity) return entity
  }
  if (agents.length === 0) {
    const beside = besideCue(view, sentence, token, outside)
    if (beside) return beside
  }
  const joined = cueJoined(view, cue)
  if (joined) return speakerOf(view, joined)
  for (const agent of agents) {
    // "a farmer's wife said": she, and not the farmer.
    if (KIN.test(lemmaOf(sentence.tokens[agent]!))) return null
    const around = view.actors(sentence, agent, { conjuncts: false })[0]
    if (around) return around
  }
  if (agents.length === 0) return null
  return besideCue(view, sentence, token, outside) ?? whoseWords(view, cue, agents)
}

/** "…," the statement said; "…," it said: words of whoever spoke in the sentence before. */
export function whoseWords(view: View, { sentence }: Cue, agents: readonly number[]): Entity | null {
  const isTaken = agents.some((at) => {
    const token = sentence.tokens[at]!
    const opens = sentence.tokens[at - 1]?.form ?? ''
    return (
      /^it$/i.test(token.form) ||
      (/^(?:the|this|that)$/i.test(opens) && view.lexicon.has('cue-nouns', lemmaOf(token), 'vehicle'))
    )
  })
  if (!isTaken || sentence.in) return null
  const it = agents.find((at) => /^it$/i.test(sentence.tokens[at]!.form))
  // "Moscow does not: it holds that …": whoever its own sentence began with
  const opening =
    it === undefined ? undefined : view.mentions(sentence).find(({ from, form }) => from <= 1 && form === 'name')
  if (opening && opening.to < it! && view.entity(opening.entity).kind !== 'person') return view.entity(opening.entity)
  const kinds = it === undefined ? /^(?:person|organization|group)$/ : /^(?:organization|group|state)$/
  for (let at = sentence.index - 1; at >= Math.max(0, sentence.index - 3); at--) {
    const speaker = speakerIn(view, view.body[at]!, kinds)
    if (speaker) return speaker
  }
  return null
}

/**
 * Whoever the words right before a cue name, where the parse has no such subject: "President Kim, who had waited half a lifetime to hear it, answered",
 * "Georgian opposition figure Irina Sarishvili forecast". Null where the parse's own subject is a person or stands nearer.
 */
export function namedBefore(view: View, { sentence, token, clause }: Cue): Entity | null {
  if (clause?.voice === 'passive' || !/^(?:VBD|VBN|VBZ|VBP)$/.test(sentence.tokens[token]!.xpos)) return null
  if (childBy(view.tree(sentence), token, 'aux', 'aux:pass') !== null) return null
  const { tokens } = sentence
  let end = token
  while (end > 0 && tokens[end - 1]!.upos === 'ADV') end--
  const apposed = apposedBefore(view, { sentence, clause }, end - 1)
  if (apposed) return apposed
  const opens = tokens[end - 1]?.form === ',' ? relativeBefore(sentence, end - 1) : end
  if (opens === null) return null
  const mention = view
    .mentions(sentence)
    .find(
      ({ to, head, form }) => to === opens && form !== 'modifier' && form !== 'place' && !view.quoted(tokens[head]!),
    )
  const entity = mention && mention.form === 'name' ? view.entity(mention.entity) : null
  if (entity?.kind !== 'person') return null
  // "the daughter of Kim said": a name that hangs on another word does not speak.
  const { from } = mention!
  if (from > 0 && /^(?:ADP|PART|CCONJ)$/.test(tokens[from - 1]!.upos)) return null
  const subject = clause?.agents.map((each) => each.token).find((at) => at < token)
  if (subject === undefined) return opens === end ? null : entity
  // "…: Moscow would honour its contracts, Kremlin spokesman Dmitry Peskov said": a comma parts the name from what goes before.
  let first = from
  while (first > 0 && from - first < 4 && /^(?:NOUN|PROPN|ADJ|DET)$/.test(tokens[first - 1]!.upos)) first--
  if (opens === end && tokens[first - 1]?.form === ',' && subject < first - 1) return entity
  const stands = view.mentions(sentence).find(({ head }) => head === subject)
  const isSubject = subject >= from || (stands !== undefined && stands.form !== 'modifier' && opens === end)
  return isSubject ? null : entity
}

/** "China, the chief buyer, urged": the name before an apposition that the parse takes for the subject. */
function apposedBefore(
  view: View,
  { sentence, clause }: Pick<Cue, 'sentence' | 'clause'>,
  comma: number,
): Entity | null {
  const { tokens } = sentence
  if (tokens[comma]?.form !== ',') return null
  const opens = tokens.findLastIndex(({ form }, at) => at < comma && form === ',')
  if (opens < 1 || comma - opens < 3 || comma - opens > 9 || !/^(?:the|its|a|an)$/i.test(tokens[opens + 1]!.form))
    return null
  const between = tokens.slice(opens + 1, comma)
  if (between.some((token) => /^(?:VERB|AUX)$/.test(token.upos) || view.quoted(token))) return null
  const subjects = clause?.agents.map((each) => each.token) ?? []
  const isSubject = subjects.length === 0 || subjects.some((at) => at > opens && at < comma)
  const mention = view.mentions(sentence).find(({ to, form }) => to === opens && form === 'name')
  return isSubject && mention ? view.entity(mention.entity) : null
}

/** Where a clause with "who" that a comma closes began: the token after the one it is said of; null for none. */
function relativeBefore({ tokens }: Sentence, comma: number): number | null {
  for (let at = comma - 1; at > 0 && comma - at < 25; at--) {
    if (/^[;:]$/.test(tokens[at]!.form)) return null
    if (/^who$/i.test(tokens[at]!.form)) return tokens[at - 1]!.form === ',' ? at - 1 : null
  }
  return null
}

const KIN = /^(?:wife|husband|son|daughter|brother|sister|father|mother|child|friend|neighbou?r|colleague|aide|rival)$/

/** The entity a phrase's head names, or the one set beside it: "his counterpart, Betty Achieng"; "one of the delegates". */
export function namedPhrase(view: View, sentence: Sentence, head: number): Entity | null {
  const own = view.named(sentence, head)
  const mentions = view.mentions(sentence)
  const mention = mentions.find((each) => each.head === head)
  if (own && mention && mention.form !== 'nominal') return own
  const tree = view.tree(sentence)
  const names = mentions.filter((each) => each.form === 'name' && view.entity(each.entity).kind === 'person')
  for (const child of childrenBy(tree, head, 'appos', 'flat')) {
    const beside = names.find(({ from, to }) => from <= child && child < to)
    if (beside) return view.entity(beside.entity)
  }
  // A name between commas right after the phrase is its apposition even where the parse says otherwise.
  let end = mention?.to ?? head + 1
  // "Islamic Jihad's leader in Gaza, Khaled al-Batsh, told …"
  if (/^(?:in|at|for|of|to)$/i.test(sentence.tokens[end]?.form ?? '')) {
    const stop = sentence.tokens.findIndex(({ form }, at) => at > end && /^[,.;:]$/.test(form))
    const own = new Set(subtreeOf(tree, head))
    if (stop > 0 && stop - end <= 7 && sentence.tokens.slice(end, stop).every((_, at) => own.has(end + at))) end = stop
  }
  const comma = /^,$/.test(sentence.tokens[end]?.form ?? '') ? end : -1
  const next =
    comma > 0
      ? names.find(({ from, to }) => from === comma + 1 && /^[,.;]$/.test(sentence.tokens[to]?.form ?? '.'))
      : undefined
  return next ? view.entity(next.entity) : own
}

/** "Diplomats expect worse. “Two proud men,” sighed one of them": one of those the sentence before is about. */
function oneOfThose(view: View, { sentence, token }: Cue, agents: readonly number[]): Entity | null {
  const { tokens } = sentence
  const beside = [...agents, token + 1, token - 1].find(
    (at) => /^(?:one|another|others|some)$/i.test(tokens[at]?.form ?? '') && !view.quoted(tokens[at]!),
  )
  if (beside === undefined) return null
  const next = tokens[beside + 1]
  // "others said": not those the sentence before is about.
  const isBare =
    /^(?:one|another)$/i.test(tokens[beside]!.form) && (beside === token - 1 || !next || /^[,.;]$/.test(next.form))
  const isOfThem = next?.form === 'of' && /^(?:them|these|those)$/i.test(tokens[beside + 2]?.form ?? '')
  if (!isBare && !isOfThem) return null
  // "said one of them, Prosper Ndong": the name tells who.
  const comma = isOfThem ? beside + 3 : beside + 1
  if (
    tokens[comma]?.form === ',' &&
    view.mentions(sentence).some(({ from, form }) => form === 'name' && from === comma + 1)
  )
    return null
  for (let back = sentence.index - 1; !sentence.in && back >= Math.max(0, sentence.index - 3); back--) {
    const before = view.body[back]!
    const root = before.tokens.findIndex(({ head }) => head < 0)
    const clause = view.clauseAt(before, root)
    for (const { token: subject } of clause ? subjectsOf(clause) : []) {
      const entity = view.quoted(before.tokens[subject]!) ? null : view.named(before, subject)
      if (entity && before.tokens[subject]!.xpos === 'NNS') return entity
    }
    // "Truckers stuck at the bridge were of another mind": whatever the parse makes of it.
    const first = before.tokens.findIndex(({ xpos }) => xpos === 'NNS')
    const opens =
      first >= 0 && first < 3 && before.tokens[first]!.deprel.startsWith('nsubj') ? view.named(before, first) : null
    if (opens && !view.quoted(before.tokens[first]!)) return opens
    // "said another": those of whom "said one" was one.
    if (!before.tokens.some((token) => view.quoted(token))) break
  }
  return null
}

/**
 * "Its leader, Khaled Mirza, called the treaty a bucket. He said …": who opens a sentence as "he" or "she" and speaks is whoever the sentence before, in
 * the same paragraph, is about, where that is a person who speaks there by name, and one whose given name does not say otherwise.
 */
function whoSpokeLast(view: View, sentence: Sentence, head: number, entity: Entity | null): Entity | null {
  let back = sentence.index - 1
  // "X told AFP: “…” “We need more.” She said …": sentences within marks are part of that speech.
  while (back > 0 && sentence.index - back < 5 && isAllQuoted(view, view.body[back]!)) back--
  const isAfterSpeech = back < sentence.index - 1
  const before = sentence.in ? undefined : view.body[back]
  const opens = sentence.tokens.findIndex(({ upos }) => upos !== 'PUNCT')
  // "Asked whether the jails were full, he replied": who is asked is whoever has just spoken.
  const isAsked = /^(?:asked|pressed|questioned)$/i.test(sentence.tokens[opens]?.form ?? '')
  if (!before || (head !== opens && !(isAsked && sentence.tokens[head - 1]?.form === ','))) return null
  const own = view.grounded.parsed.article.paragraphs.find(
    ({ start, end }) => start <= sentence.start && sentence.start < end,
  )
  if (!own || (before.start < own.start && !isAfterSpeech)) return null
  const root = before.tokens.findIndex(({ head: above }) => above < 0)
  const isTold = cueOf(view, before, root) !== null && !view.quoted(before.tokens[root]!)
  if (!isTold && !isAfterSpeech) return null
  const subject = isTold ? subjectPerson(view, before, (token) => !view.quoted(token)) : speakerIn(view, before)
  const isNamed = subject?.mentions.some(
    ({ start, end, form, in: part }) => !part && form === 'name' && start >= before.start && end <= before.end,
  )
  if (subject?.kind !== 'person' || !isNamed || subject.id === entity?.id) return null
  const gender = genderOfName(subject.name)
  const isShe = /^she$/i.test(sentence.tokens[head]!.form)
  return gender === (isShe ? 'm' : 'f') ? null : subject
}

const isAllQuoted = (view: View, { tokens }: Sentence) =>
  tokens.every((token) => token.upos === 'PUNCT' || view.quoted(token))

/** The person whom the last word of saying in a sentence has for its subject, words in marks left out. */
function speakerIn(view: View, sentence: Sentence, kinds = /^person$/): Entity | null {
  for (let at = sentence.tokens.length - 1; at >= 0; at--) {
    const cue = view.quoted(sentence.tokens[at]!) ? null : cueOf(view, sentence, at)
    if (!cue || !/^(?:say|tell|express|judge)$/.test(cue.kind)) continue
    for (const { token } of cue.clause?.agents ?? []) {
      const named = view.quoted(sentence.tokens[token]!) ? null : namedPhrase(view, sentence, token)
      if (named && kinds.test(named.kind)) return named
    }
  }
  return null
}

/**
 * "the 68-year-old insisted", "the Venezuelan said", "the 62-year-old banker said": whoever the story has just named, as an age or a people tells of him. Null
 * where the words introduce somebody ("a 62-year-old banker"), or name him ("the 62-year-old banker, Jan Kok").
 */
function epithetOf(view: View, sentence: Sentence, head: number, entity: Entity | null): Entity | null {
  if (
    sentence.in ||
    entity?.mentions.some(({ form, in: part }) => !part && form === 'name' && entity.kind === 'person')
  )
    return null
  const { tokens } = sentence
  let from = head
  while (
    from > 0 &&
    head - from < 8 &&
    !/^the$/i.test(tokens[from]!.form) &&
    /^(?:NUM|NOUN|ADJ|PUNCT|PROPN|DET)$/.test(tokens[from]!.upos)
  )
    from--
  if (!/^the$/i.test(tokens[from]!.form)) return null
  const words = view.text.slice(tokens[from]!.start, tokens[head]!.end)
  const isAged = /^the \d\d-year-old\b/i.test(words)
  const isLeader =
    /^(?:leader|strongman|statesman|ruler|general|colonel|marshal|admiral|visitor|politician|premier)$/.test(
      lemmaOf(tokens[head]!),
    ) &&
    entity?.kind === 'person' &&
    entity.mentions.every((each) => each.in || each.start >= tokens[from]!.start)
  const isOfPeople =
    (isLeader || (from === head - 1 && /^\p{Lu}\p{Ll}+$/u.test(tokens[head]!.form))) &&
    tokens[head]!.xpos !== 'NNS' &&
    !!entity?.country &&
    entity.kind !== 'state' &&
    entity.kind !== 'organization'
  if (!isAged && !isOfPeople) return null
  const before = tokens[from]!.start
  let best: Entity | null = null
  let latest = -1
  for (const each of view.grounded.entities) {
    if (each.kind !== 'person' || each.id === entity?.id || (isOfPeople && each.country !== entity!.country)) continue
    const mentions = each.mentions.filter(
      ({ in: part, form, start, end }) =>
        !part && end <= before && start >= before - 1200 && (form === 'name' || form === 'pronoun'),
    )
    const isNamed = each.mentions.some(({ in: part, form, end }) => !part && form === 'name' && end <= before)
    const last = mentions.at(-1)
    if (!isNamed || !last) continue
    // A subject is taken up sooner than whoever else stands near.
    const [there] = view.bodyAt(last)
    const isSubject = there !== undefined && subjectPerson(view, there, (token) => !view.quoted(token))?.id === each.id
    const at = last.start + (isSubject && isAged ? 200 : 0)
    if (at > latest) [best, latest] = [each, at]
  }
  return best
}

/** A pronoun that was taken for someone named only inside the words just quoted means whoever the story last had speaking or acting. */
export function pronounSpeaker(view: View, sentence: Sentence, head: number, entity: Entity | null): Entity | null {
  const epithet = epithetOf(view, sentence, head, entity)
  if (epithet) return epithet
  if (!/^(?:he|she)$/i.test(sentence.tokens[head]!.form)) return entity
  const introduced = introducedHere(view, sentence) ?? whoSpokeLast(view, sentence, head, entity)
  if (introduced) return introduced
  const before = entity?.mentions
    .filter((each) => !each.in && each.form !== 'pronoun' && each.start < sentence.tokens[head]!.start)
    .at(-1)
  if (entity?.kind === 'person' && (!before || !view.quoted(before))) return entity
  for (let at = sentence.index - 1; at >= Math.max(0, sentence.index - 4); at--) {
    const subject = subjectPerson(view, view.body[at]!, (token) => !view.quoted(token))
    if (subject?.kind === 'person') return subject
  }
  return entity
}

/**
 * "His host, Jim Bolger, was satisfied. “I accept it,” he said": in a sentence that opens with a quotation, the pronoun takes up the person whom the
 * sentence before it, in the same paragraph and in the writer's own words, is about.
 */
function introducedHere(view: View, sentence: Sentence): Entity | null {
  const before = view.body[sentence.index - 1]
  if (
    sentence.in ||
    !before ||
    !view.quoted(sentence.tokens[1] ?? sentence.tokens[0]!) ||
    before.tokens.some((token) => view.quoted(token))
  )
    return null
  const { paragraphs } = view.grounded.parsed.article
  const own = paragraphs.find(({ start, end }) => start <= sentence.start && sentence.start < end)
  if (!own || before.start < own.start) return null
  const subject = subjectPerson(view, before, () => true)
  const isNamed = subject?.mentions.some(
    ({ start, end, form, in: part }) => !part && form === 'name' && start >= before.start && end <= before.end,
  )
  // "One of them, a dealer in rubber, was blunt. “Paper,” he said": somebody new, though unnamed.
  const isNew = subject?.mentions.every((each) => each.in || each.start >= before.start)
  return subject?.kind === 'person' && (isNamed || isNew) ? subject : null
}

/** "said X, adding that …": the cue whose speaker goes on. */
function cueAbove(view: View, { sentence, token }: Cue): Cue | null {
  const { xpos, head } = sentence.tokens[token]!
  return xpos === 'VBG' && head >= 0 && head < token && !view.quoted(sentence.tokens[head]!)
    ? cueOf(view, sentence, head)
    : null
}

/** "said the move was a provocation and urged Tokyo to …": a verb joined to words that were reported has the speaker of the report, where it has no subject of its own. */
function cueJoined(view: View, { sentence, token }: Cue): Cue | null {
  const { tokens } = sentence
  let at = token
  while (at >= 0 && /^(?:conj|ccomp)/.test(tokens[at]!.deprel)) {
    const { deprel, head } = tokens[at]!
    if (deprel.startsWith('conj') && tokens[head]?.upos === 'VERB' && !view.quoted(tokens[head]!)) {
      const joined = cueOf(view, sentence, head)
      return joined?.clause?.agents.length ? joined : null
    }
    at = head
    const cue = at >= 0 && at < token ? cueOf(view, sentence, at) : null
    if (cue && !view.quoted(tokens[at]!)) return cue
  }
  return null
}

/** "quoted Castro as saying that …", "the minister was quoted as saying": the one who is quoted. */
export function quotedAsSaying(view: View, { sentence, token }: Cue): Entity | null {
  const { tokens } = sentence
  const head = tokens[token]!.head
  if (tokens[token]!.xpos !== 'VBG' || tokens[token - 1]?.form !== 'as' || head < 0) return null
  const clause = view.clauseAt(sentence, head)
  if (!clause || !/^(?:quote|cite)$/.test(clause.lemma)) return null
  for (const { token: each } of [...clause.patients, ...clause.receivers]) {
    const entity = namedPhrase(view, sentence, each)
    if (entity) return entity
  }
  return null
}

function besideCue(view: View, sentence: Sentence, cue: number, outside: (at: number) => boolean): Entity | null {
  const mentions = view
    .mentions(sentence)
    .filter(
      (mention) =>
        outside(mention.head) &&
        mention.form !== 'modifier' &&
        mention.form !== 'place' &&
        !isPossessive(sentence.tokens[mention.head]!),
    )
  const starts = cue === 0 || !outside(cue - 1) || /^\p{P}+$/u.test(sentence.tokens[cue - 1]!.form)
  const after = mentions.find((mention) => mention.head > cue && mention.head - cue < 12)
  // "the Venezuelan, who had called Uribe a criminal, said": nobody of what is only said of him.
  const aside = sentence.tokens[cue - 1]?.form === ',' ? relativeBefore(sentence, cue - 1) : null
  const before = mentions.filter(
    (mention) =>
      mention.head < cue && (aside === null || mention.head < aside) && sameFrame(sentence, mention, cue, outside),
  )
  // "…," Keita, who had come late, said to the crowd: whoever opens the words after the quotation.
  const opens = before[0]
  if (
    opens &&
    sentence.tokens[cue - 1]?.form === ',' &&
    sentence.tokens[opens.to]?.form === ',' &&
    opens.from > 0 &&
    !outside(opens.from - 1)
  )
    return view.entity(opens.entity)
  // "…," the president told reporters: whoever follows is told, and never tells.
  const chosen = starts && lemmaOf(sentence.tokens[cue]!) !== 'tell' ? (after ?? before.at(-1)) : before.at(-1)
  return chosen ? pronounSpeaker(view, sentence, chosen.head, view.entity(chosen.entity)) : null
}

function sameFrame(sentence: Sentence, mention: Mention, cue: number, outside: (at: number) => boolean): boolean {
  for (let at = mention.head; at < cue; at++) if (!outside(at) || /^[;:]$/.test(sentence.tokens[at]!.form)) return false
  return true
}

/** The person (or speaking body) that is the subject of a sentence's main clause. */
export function subjectPerson(view: View, sentence: Sentence, outside: (token: Token) => boolean): Entity | null {
  const root = sentence.tokens.findIndex(({ head }) => head < 0)
  const clause = view.clauseAt(sentence, root)
  const candidates = !clause ? [] : clause.voice === 'passive' ? clause.patients : subjectsOf(clause)
  for (const { token } of candidates) {
    if (!outside(sentence.tokens[token]!)) continue
    const tree = view.tree(sentence)
    // "One of them, a dealer in rubber, was blunt."
    if (/^(?:one|another)$/i.test(sentence.tokens[token]!.form)) {
      const beside = childrenBy(tree, token, 'appos').flatMap((at) => view.named(sentence, at) ?? [])[0]
      if (beside?.kind === 'person') return beside
    }
    const entity = namedPhrase(view, sentence, token)
    if (entity && (entity.kind === 'person' || entity.kind === 'group' || entity.kind === 'organization')) return entity
    const owner = childBy(tree, token, 'nmod:poss')
    const owned = owner === null ? null : view.named(sentence, owner)
    if (owned?.kind === 'person') return owned
  }
  return null
}
