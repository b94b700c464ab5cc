/**
 * Closed word lists of English that decide how clauses share participants and reality. They are grammar, not vocabulary of the domain: event
 * words live in `lexicon/verb-classes/`.
 */

const words = (text: string) => new Set(text.trim().split(/\s+/))

/** Take an infinitive whose subject is their own subject although they have an object ("promised Kabul to help"). */
export const SUBJECT_CONTROL = words('promise vow pledge threaten swear guarantee use offer')

/** Over an infinitive or gerund these say that it happens, with their own tense, negation and modality. */
export const TRANSPARENT = words(
  'begin start continue resume manage help proceed keep appear seem come tend finish force compel oblige make cause prompt lead induce persuade dare rush hasten go get spend end_up',
)

/** Over an infinitive these say that it does not happen. */
export const NEGATING = words('fail neglect forget omit refuse decline')

/** Markers of clauses that are not told as facts. */
export const CONDITIONAL_MARKERS = words('if unless whether lest')

/** Markers of gerunds that say the thing did not happen. */
export const NEGATING_MARKERS = words('without instead rather')

/** Negating words among a predicate's dependents. */
export const NEGATIONS = words("not n't n’t never nor neither no")

/** Negative pronouns and determiners of participants ("no country", "nobody"). */
export const NEGATIVE_NOMINALS = words('no nobody none nothing neither')

/** Modals that leave open whether something happens; `will` and `shall` are futures. */
export const MODALS = words('may might could would should must can ought need')

/** Verbs of saying and thinking: under their past tense `would` is a future, and what they govern is told by their subject. */
export const REPORTING = words(
  'say tell announce add note state declare report claim insist confirm reveal disclose assert maintain argue explain stress warn believe think hope promise pledge vow agree know hear learn suggest indicate write reply respond recall acknowledge admit repeat reiterate predict estimate allege testify quote observe remark point_out think expect',
)

/** Verbs under which an event noun as object or subject is not told as happening ("called for talks", "threatened an attack"). */
export const IRREALIS_VERBS = words(
  'call demand urge request ask seek want propose suggest offer plan consider threaten reject refuse oppose cancel postpone delay avoid avert prevent prohibit ban expect schedule await hope promise pledge agree favor favour rule_out call_off call_for prepare prepare_for invite contemplate weigh demand appeal need require fear warn predict discuss await mull block advocate recommend boycott decline veto deny allege arrange approve authorize authorise back support due',
)

/** Nouns under which an event noun is not told as happening ("a call for talks", "the threat of war"). */
export const IRREALIS_NOUNS = words(
  'call demand request appeal proposal offer plan threat possibility prospect hope fear risk danger need invitation warning chance idea suggestion readiness willingness rejection refusal cancellation postponement agreement promise pledge preparation intention ultimatum',
)

/** Adjectives that put an event noun out of the told present: value is the modal they stand for. */
export const IRREALIS_ADJECTIVES = words(
  'possible potential proposed planned expected scheduled forthcoming upcoming future threatened imminent alleged likely impending prospective intended eventual new-found',
)

/** Verbs that only carry their object noun ("hold talks", "launch an attack"): lemma → prepositions allowed, '' for a direct object. */
export const LIGHT_VERBS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    hold: [''],
    have: [''],
    conduct: [''],
    pay: [''],
    make: [''],
    take: [''],
    launch: ['', 'into'],
    'carry out': [''],
    stage: [''],
    mount: [''],
    give: [''],
    issue: [''],
    deliver: [''],
    open: [''],
    begin: ['', 'with'],
    start: ['', 'with'],
    resume: [''],
    continue: ['', 'with'],
    conclude: [''],
    end: [''],
    finish: [''],
    complete: [''],
    'wrap up': [''],
    attend: [''],
    join: ['', 'in'],
    enter: ['', 'into'],
    do: [''],
    lodge: [''],
    file: [''],
    voice: [''],
    express: [''],
    perpetrate: [''],
    wage: [''],
    commit: [''],
    undertake: [''],
    initiate: [''],
    reach: [''],
    strike: [''],
    exchange: [''],
    engage: ['in'],
    participate: ['in'],
    take_part: ['in'],
    embark: ['on', 'upon'],
    arrive: ['for', 'on'],
    return: ['from'],
    meet: ['for'],
    be: ['on', 'in', 'at'],
    extend: [''],
    raise: [''],
    level: [''],
    bring: [''],
    put: [''],
    exert: [''],
    convene: [''],
    leave: ['on'],
    go: ['on'],
    set: ['on'],
    step_up: [''],
    'step up': [''],
    intensify: [''],
    escalate: [''],
    press: ['', 'with'],
    'kick off': [''],
    fly: ['for', 'on'],
    travel: ['for', 'on'],
    come: ['for', 'on'],
    use: [''],
    send: [],
    offer: [],
    'hammer out': [],
    set_up: [],
    execute: [],
    unleash: [''],
    repeat: [''],
    renew: [''],
    mark: [''],
    plan: [],
    organize: [''],
    organise: [''],
    lead: [''],
    direct: [],
    announce: [],
    declare: [],
    proclaim: [],
    enforce: [''],
    establish: [],
    grant: [],
    sit: ['for'],
    gather: ['for', 'at'],
  } as Record<string, string[]>).filter(([, prepositions]) => prepositions.length > 0),
)

/** Nouns of time: what somebody did "for four days" or "on Sunday evening" is not told by them. */
export const TIME_NOUNS = words(
  'second minute hour day week weekend fortnight month year decade century time moment period morning noon afternoon evening night midnight dawn today tonight tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday',
)

/** Verbs whose subject undergoes the noun: "came under fire", "faces criticism", "drew praise". */
export const INVERSE_LIGHT_VERBS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    face: [''],
    draw: [''],
    receive: [''],
    suffer: [''],
    sustain: [''],
    win: [''],
    earn: [''],
    attract: [''],
    undergo: [''],
    survive: [''],
    come: ['under', 'in for'],
    be: ['under'],
    get: [''],
    meet: ['with'],
    subject: ['to'],
    incur: [''],
    encounter: [''],
    garner: [''],
    endure: [''],
    escape: [''],
  } as Record<string, string[]>),
)

/** Verbs of which an event noun is the subject and that only say that it takes place. */
export const OCCURRENCE_VERBS = words(
  'take begin start resume end conclude open continue occur happen follow erupt break_out get_under_way last proceed come go_on go_ahead commence ensue',
)

/** Pronouns that stand for the noun a relative clause hangs from. */
export const RELATIVE_PRONOUNS = words('who whom which that whose')

/** Under these a gerund with "of" or "for" is what someone is charged with, not what is told. */
export const ACCUSING = words(
  'accuse suspect convict charge indict blame acquit clear try arrest detain jail sentence fault criticize criticise condemn denounce',
)

/** Their object is wished or asked for: "urged no further delay" is urging all the same. */
export const WISHING = words('urge demand ask expect want seek favor favour advocate recommend propose see')
