import {
  type Entity,
  entitiesOfPhrase,
  entityById,
  type GroundedText,
  type Mention,
  membersOf,
  mentionsAt,
  mentionsIn,
  type TimeExpression,
} from '../../ground/index.ts'
import { type Sentence, type Token, verbLemma } from '../../parse/index.ts'
import type { DateInterval, Span } from '../../text/index.ts'
import type { Clause, Participant } from '../clause.ts'
import { childBy, childrenBy, prepositionOf, type Tree, treeOf } from '../clauses/tree.ts'
import type { DiscourseLexicon } from './lexicon.ts'
import { findQuotations, type Quotation } from './quotations.ts'
import { isPair, mostNamedStates, statesOfTitle, TWO_SIDED } from './story-pair.ts'

/** Everything this folder looks at while reading one article: the grounded text, its clauses, its quotations and the word lists. */
export class View {
  readonly grounded: GroundedText
  readonly lexicon: DiscourseLexicon
  readonly text: string
  readonly body: readonly Sentence[]
  readonly title: readonly Sentence[]
  readonly quotations: readonly Quotation[]
  readonly #clauses: ReadonlyMap<Sentence, readonly Clause[]>
  readonly #mentions = new Map<Sentence, readonly Mention[]>()
  /** What `actors` found, by token and whether conjuncts count. */
  readonly #actors = new Map<Sentence, (readonly Entity[] | undefined)[]>()
  readonly #times: { title: readonly TimeExpression[][]; body: readonly TimeExpression[][] }
  readonly #speeches: Reaches
  readonly #marks: Reaches
  #firstWith: Map<string, Sentence> | null = null
  readonly #mainPair: Entity[]
  readonly #isTwoSided: boolean
  readonly #names: ReadonlyMap<string, Entity>
  readonly #offices: ReadonlyMap<string, Entity>

  constructor(grounded: GroundedText, clauses: ReadonlyMap<Sentence, readonly Clause[]>, lexicon: DiscourseLexicon) {
    this.grounded = grounded
    this.lexicon = lexicon
    const { article, body, title } = grounded.parsed
    this.text = article.text
    this.body = body
    this.title = title
    this.quotations = findQuotations(article.text, article.paragraphs)
    this.#speeches = new Reaches(this.quotations.map(({ start, outer }) => ({ start, end: outer.end })))
    this.#marks = new Reaches(this.quotations.map(({ outer }) => outer))
    this.#times = { title: timesBy(title, grounded.times), body: timesBy(body, grounded.times) }
    this.#clauses = clauses
    const titled = statesOfTitle(grounded)
    const counted = mostNamedStates(grounded)
    this.#mainPair = titled ?? counted.pair
    this.#isTwoSided = titled !== null || counted.share >= TWO_SIDED
    this.#names = namesBeside(grounded)
    this.#offices = new Map([...this.#names].map(([office, person]) => [person.id, entityById(grounded, office)]))
  }

  clauses(sentence: Sentence): readonly Clause[] {
    return this.#clauses.get(sentence) ?? []
  }

  /** The clause whose predicate is this token. */
  clauseAt(sentence: Sentence, token: number): Clause | undefined {
    return this.clauses(sentence).find((clause) => clause.head === token)
  }

  tree(sentence: Sentence): Tree {
    return treeOf(sentence)
  }

  /** Sentences of the title, then of the body. */
  get sentences(): readonly Sentence[] {
    return [...this.title, ...this.body]
  }

  /** The mentions of a sentence; a place called March within a date is none. */
  mentions(sentence: Sentence): readonly Mention[] {
    let found = this.#mentions.get(sentence)
    if (!found) {
      const times = this.times(sentence)
      found = mentionsIn(this.grounded, sentence).filter(
        (mention) => !times.some((time) => time.start <= mention.start && mention.end <= time.end),
      )
      this.#mentions.set(sentence, found)
    }
    return found
  }

  entity(id: string): Entity {
    return entityById(this.grounded, id)
  }

  /**
   * The actors a noun phrase stands for, given its head: conjuncts and groups opened. Someone named beside an office counts for the office's
   * country; "the two ministers" are those of the two countries last named. Looked up once.
   */
  actors(sentence: Sentence, token: number, { conjuncts = true } = {}): readonly Entity[] {
    let known = this.#actors.get(sentence)
    if (!known) this.#actors.set(sentence, (known = []))
    return (known[token * 2 + (conjuncts ? 1 : 0)] ??= this.#findActors(sentence, token, conjuncts))
  }

  #findActors(sentence: Sentence, token: number, conjuncts: boolean): readonly Entity[] {
    const found = entitiesOfPhrase(this.grounded, sentence, token, { conjuncts })
    const isPronoun = /^(?:they|it)$/i.test(sentence.tokens[token]!.form)
    if (isPronoun) {
      const above = this.#subjectAbove(sentence, token, found.length > 0)
      if (above.length > 0) return above
    }
    const other = this.#neighbour(sentence, token)
    if (other) return other
    const each = this.#oneOfEach(sentence, token)
    if (each.length > Math.max(2, found.length)) return each
    const isFar = this.#isFarPair(sentence, token, found)
    if (isFar || found.every(({ kind }) => kind !== 'person' && kind !== 'state')) {
      const pair =
        isFar || isPair(sentence, token, this.#isTwoSided)
          ? this.pairBefore(sentence, token)
          : isPronoun
            ? this.#pairNamedAs(found[0], sentence, token)
            : null
      const isSame = isFar && pair?.every((each) => found.some((one) => standing(one) === standing(each)))
      if (pair && !isSame) return pair
    }
    return found.map((entity) => (entity.country === null ? (this.#offices.get(entity.id) ?? entity) : entity))
  }

  /** "The presidents of A, B and C": as many as the countries listed, though fewer of them are known by name. */
  #oneOfEach(sentence: Sentence, token: number): Entity[] {
    if (sentence.tokens[token]!.xpos !== 'NNS') return []
    const tree = this.tree(sentence)
    const list = childrenBy(tree, token, 'nmod').find((child) => prepositionOf(tree, child) === 'of')
    if (list === undefined) return []
    const listed = entitiesOfPhrase(this.grounded, sentence, list)
    return listed.every(({ kind }) => kind === 'state') ? oneEach(listed) : []
  }

  /** "A and its northern neighbour": the other of the two countries the article is most about. */
  #neighbour(sentence: Sentence, token: number): Entity[] | null {
    const { lemma, xpos } = sentence.tokens[token]!
    if (!/^neighbou?r$/i.test(lemma) || xpos !== 'NN') return null
    const tree = this.tree(sentence)
    const owner = childBy(tree, token, 'nmod:poss')
    if (owner === null || childBy(tree, token, 'appos', 'flat') !== null || this.#mainPair.length !== 2) return null
    const own = entitiesOfPhrase(this.grounded, sentence, owner)[0]
    const others = this.#mainPair.filter((each) => own && standing(each) !== standing(own))
    return others.length === 1 ? others : null
  }

  /** "the two countries" that grounding took for two of which its paragraph does not speak. */
  #isFarPair(sentence: Sentence, token: number, found: readonly Entity[]): boolean {
    const { start, form } = sentence.tokens[token]!
    const isPlural = isPair(sentence, token, this.#isTwoSided) || /^they$/i.test(form)
    if (sentence.in || found.length !== 2 || !isPlural || found.some(({ kind }) => kind !== 'state')) return false
    const paragraph = this.grounded.parsed.article.paragraphs.find((each) => each.start <= start && start < each.end)
    return !found.every((entity) =>
      entity.mentions.some(
        (each) => !each.in && each.form !== 'pronoun' && each.start >= (paragraph?.start ?? 0) && each.start < start,
      ),
    )
  }

  /** "A and B said they …": the subject of the clause above, where the pronoun stands for nobody known or the subject is a pair. */
  #subjectAbove(sentence: Sentence, token: number, known: boolean): Entity[] {
    const clause = this.clauses(sentence).find((each) => subjectsOf(each).some((subject) => subject.token === token))
    const above =
      clause?.parent && /^(?:ccomp|conj|advcl)$/.test(clause.parent.relation)
        ? this.clauses(sentence)[clause.parent.clause]
        : undefined
    if (!above || subjectsOf(above).some((subject) => subject.token === token)) return []
    const entities = subjectsOf(above).flatMap((subject) => entitiesOfPhrase(this.grounded, sentence, subject.token))
    // "The Union said it stood ready": a state or a body speaks of itself.
    const isSelf =
      /^it$/i.test(sentence.tokens[token]!.form) &&
      clause?.parent?.relation === 'ccomp' &&
      this.lexicon.has('cues', above.lemma, 'say', 'tell') &&
      entities.every(({ kind }) => kind === 'state' || kind === 'organization') &&
      oneEach(entities).length === 1
    if (isSelf) return entities
    return !known || (/^they$/i.test(sentence.tokens[token]!.form) && oneEach(entities).length > 1) ? entities : []
  }

  /** A pronoun for "the two ministers" means the pair they mean. */
  #pairNamedAs(entity: Entity | undefined, sentence: Sentence, token: number): Entity[] | null {
    const start = sentence.tokens[token]!.start
    const named = entity?.mentions
      .filter((mention) => mention.form === 'nominal' && mention.in === sentence.in && mention.start < start)
      .at(-1)
    const where = named ? this.body[named.sentence] : undefined
    return named && where && isPair(where, named.head, this.#isTwoSided) ? this.pairBefore(where, named.head) : null
  }

  /** The two countries named before a token in its sentence, or in the one before; else the two the article is most about. Null without two. */
  pairBefore(sentence: Sentence, token: number): Entity[] | null {
    // "an ally of both" means two others than whoever the sentence speaks of.
    const others =
      /^both$/i.test(sentence.tokens[token]!.form) &&
      /^(?:of|to|with|for)$/i.test(sentence.tokens[token - 1]?.form ?? '')
    const previous = (sentence.in ? this.title : this.body)[sentence.index - 1]
    const nearby = [
      others ? [] : this.mentions(sentence).filter(({ head }) => head < token),
      previous ? this.mentions(previous) : [],
    ]
    for (const mentions of nearby) {
      const pair = new Map<string, Entity>()
      for (const mention of mentions) {
        if (mention.form === 'pronoun' || (!sentence.in && this.quoted(mention))) continue
        const named = this.entity(mention.entity)
        const entity = named.country === null ? (this.#offices.get(named.id) ?? named) : named
        if (
          entity.country !== null &&
          (entity.kind === 'state' || entity.kind === 'person') &&
          !pair.has(entity.country)
        )
          pair.set(entity.country, entity)
      }
      if (pair.size === 2) return [...pair.values()]
    }
    return this.#mainPair.length === 2 ? [...this.#mainPair] : null
  }

  /** Whoever the head token itself names (not its possessor): innermost mention headed there, or covering it. */
  named(sentence: Sentence, token: number): Entity | null {
    const covering = mentionsAt(this.grounded, sentence, token)
    const mention =
      covering.findLast((each) => each.head === token) ?? covering.find((each) => each.form !== 'modifier')
    return mention ? this.entity(mention.entity) : null
  }

  /** The person by name, where the article names an office holder beside the office ("the minister, Karim Daud"); else the entity itself. */
  byName(entity: Entity): Entity {
    return this.#names.get(entity.id) ?? entity
  }

  members(entity: Entity): Entity[] {
    return membersOf(this.grounded, entity)
  }

  /** The two states most often named up to a place: what "the two countries" means where grounding did not say. */
  get mainPair(): readonly Entity[] {
    return this.#mainPair
  }

  /** True when the article is about two countries: its title names them, or most of its mentions of countries do. */
  get isTwoSided(): boolean {
    return this.#isTwoSided
  }

  /** From the first to the last of some tokens, as a span of the text they lie in. */
  span(sentence: Sentence, from: number, to: number): Span {
    const span = { start: sentence.tokens[from]!.start, end: sentence.tokens[to]!.end }
    return sentence.in ? { ...span, in: sentence.in } : span
  }

  /** The whole sentence as evidence. */
  evidence(sentence: Sentence): Span {
    const span = { start: sentence.start, end: sentence.end }
    return sentence.in ? { ...span, in: sentence.in } : span
  }

  /** The words of a sentence. */
  words(sentence: Sentence): string {
    const text = sentence.in ? (this.grounded.parsed.article.title ?? '') : this.text
    return text.slice(sentence.start, sentence.end)
  }

  /** True when a place of the body lies between quotation marks. */
  quoted(span: Span): boolean {
    return !span.in && this.#speeches.cover(span.start, span.end)
  }

  /** True when a place of the body lies in a quotation, its marks included. */
  inMarks(start: number, end: number): boolean {
    return this.#marks.cover(start, end)
  }

  /** The sentences of the body that share a letter with a span of it. */
  bodyAt({ start, end }: Span): readonly Sentence[] {
    let [low, high] = [0, this.body.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.body[middle]!.end <= start) low = middle + 1
      else high = middle
    }
    let to = low
    while (to < this.body.length && this.body[to]!.start < end) to++
    return this.body.slice(low, to)
  }

  /** The first sentence of the body with a word of this lemma. */
  firstWith(lemma: string): Sentence | undefined {
    if (!this.#firstWith) {
      this.#firstWith = new Map()
      for (const sentence of this.body)
        for (const token of sentence.tokens) {
          const key = lemmaOf(token)
          if (!this.#firstWith.has(key)) this.#firstWith.set(key, sentence)
        }
    }
    return this.#firstWith.get(lemma)
  }

  /** The time expressions of a sentence, in order. */
  times(sentence: Sentence): readonly TimeExpression[] {
    return this.#times[sentence.in ?? 'body'][sentence.index] ?? NO_TIMES
  }

  /** The last day, month or year named before a place of a sentence, there or in the two sentences before it: what "then" means. */
  dateBefore(sentence: Sentence, place: number): DateInterval | null {
    const dated = (each: Sentence | undefined) =>
      each
        ? this.times(each).filter(
            ({ date, kind, start }) => date && kind !== 'duration' && (each !== sentence || start < place),
          )
        : []
    const part = sentence.in ? this.title : this.body
    for (const each of [sentence, part[sentence.index - 1], part[sentence.index - 2]]) {
      const last = dated(each).at(-1)
      if (last?.date) return last.date
    }
    return null
  }

  /** The article's day, as a plain interval. */
  get day(): DateInterval | null {
    const { date } = this.grounded
    return date ? { start: date.start, end: date.end, precision: date.precision } : null
  }
}

/** Stretches of a text, asked whether one of them covers a place: starts in order, and how far those that have started reach. */
class Reaches {
  readonly #starts: Int32Array
  readonly #ends: Int32Array

  constructor(spans: readonly Span[]) {
    const inOrder = [...spans].sort((a, b) => a.start - b.start)
    let reach = 0
    this.#starts = Int32Array.from(inOrder, ({ start }) => start)
    this.#ends = Int32Array.from(inOrder, ({ end }) => (reach = Math.max(reach, end)))
  }

  cover(start: number, end: number): boolean {
    if (this.#starts.length === 0) return false
    let [low, high] = [0, this.#starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#starts[middle]! <= start) low = middle + 1
      else high = middle
    }
    return low > 0 && end <= this.#ends[low - 1]!
  }
}

const NO_TIMES: readonly TimeExpression[] = []

/** The time expressions of each sentence of a part. */
function timesBy(sentences: readonly Sentence[], times: readonly TimeExpression[]): TimeExpression[][] {
  const found: TimeExpression[][] = sentences.map(() => [])
  for (const time of times) {
    const sentence = sentences[time.sentence]
    if (sentence && sentence.in === time.in && time.start >= sentence.start && time.end <= sentence.end)
      found[time.sentence]!.push(time)
  }
  return found
}

/** "the minister, Karim Daud,": the name right after the office, between commas. */
function standsBeside(sentence: Sentence, office: Mention, name: Mention): boolean {
  return (
    name.from === office.to + 1 &&
    sentence.tokens[office.to]?.form === ',' &&
    /^[,.;—–-]/.test(sentence.tokens[name.to]?.form ?? '.')
  )
}

/** "a fisherman named Karoly Toth": the name after the word that gives it. */
function isNamed(sentence: Sentence, office: Mention, name: Mention): boolean {
  return name.from === office.to + 1 && /^(?:named|called)$/.test(sentence.tokens[office.to]?.form ?? '')
}

/** "a spokesman for the rebels, Anton Balasingham, said": the name between the commas that follow all of the phrase, with no verb and no other person in it. */
function closesPhrase(sentence: Sentence, office: Mention, name: Mention, persons: readonly Mention[]): boolean {
  const between = sentence.tokens.slice(office.to, name.from)
  // "a spokesman for the president, Laurent Gbagbo, said": the name may as well be the other's.
  const isOthers = persons.some(({ from, to }) => from >= office.to && to <= name.from)
  return (
    !isOthers &&
    between.length > 1 &&
    between.length <= 7 &&
    between.at(-1)!.form === ',' &&
    /^(?:for|of|at|from)$/.test(between[0]!.form) &&
    between.slice(1, -1).every(({ upos }) => /^(?:DET|ADJ|NOUN|PROPN|ADP|PRON)$/.test(upos)) &&
    /^,$/.test(sentence.tokens[name.to]?.form ?? '')
  )
}

/** "the head of the agency, Kofi Mensah": the name hangs from the office as its apposition. */
function isApposition(sentence: Sentence, office: Mention, name: Mention): boolean {
  const { deprel, head } = sentence.tokens[name.head]!
  return deprel === 'appos' && head === office.head && name.from > office.to
}

/** Persons known by office alone to whom exactly one name is set in apposition. */
function namesBeside(grounded: GroundedText): Map<string, Entity> {
  const names = new Map<string, Set<Entity>>()
  for (const sentence of grounded.parsed.body) {
    const mentions = mentionsIn(grounded, sentence)
    const persons = mentions.filter(({ entity }) => entityById(grounded, entity).kind === 'person')
    for (const office of mentions) {
      if (office.form !== 'nominal') continue
      const name = mentions.find(
        (each) =>
          each.form === 'name' &&
          [standsBeside, isApposition, isNamed, closesPhrase].some((fits) => fits(sentence, office, each, persons)),
      )
      if (!name || name.entity === office.entity) continue
      const person = entityById(grounded, name.entity)
      const holder = entityById(grounded, office.entity)
      if (person.kind === 'person' && holder.kind === 'person' && !holder.mentions.some(({ form }) => form === 'name'))
        names.set(holder.id, (names.get(holder.id) ?? new Set()).add(person))
    }
  }
  return new Map([...names].flatMap(([id, persons]) => (persons.size === 1 ? [[id, [...persons][0]!] as const] : [])))
}

/** Whoever the predicate is said of: the doers of a verb, the subject of a copula. */
export function subjectsOf(clause: Clause): readonly Participant[] {
  return clause.kind === 'copula' ? clause.receivers : clause.agents
}

/** The lemma of a token in lower case. */
export function lemmaOf(token: Token): string {
  return token.upos === 'VERB' ? verbLemma(token.form, token.lemma) : token.lemma.toLowerCase()
}

/** The predicate's lemma alone and with the word after it, longest first: "call on", "call". */
export function phrasalLemmas(sentence: Sentence, head: number, lemma: string): string[] {
  const next = sentence.tokens[head + 1]
  const joined =
    next && /^(?:ADP|ADV|PART|SCONJ)$/.test(next.upos)
      ? [`${lemmaOf(sentence.tokens[head]!)} ${next.form.toLowerCase()}`]
      : []
  return [...joined, lemma, lemmaOf(sentence.tokens[head]!)]
}

/** What parties of a relation count for: the state's code, or the entity's own code where it has none. */
export function standing(entity: Entity): string {
  return entity.country ?? entity.code
}

/** Entities with one left for each country or organisation, states first. */
export function oneEach(entities: readonly Entity[]): Entity[] {
  const kept = new Map<string, Entity>()
  for (const entity of entities) {
    const key = standing(entity)
    const known = kept.get(key)
    if (!known) kept.set(key, entity)
  }
  return [...kept.values()]
}
