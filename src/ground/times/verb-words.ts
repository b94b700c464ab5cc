/** Verb forms that show a clause's time by themselves; they carry the decision where the words have no tags. */

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}

export const modals = set("will 'll shall would 'd wo could may might can should must")
export const present = set("is are am 's 're 'm")
export const past = set('was were had did')
export const perfect = set("has have 've")

/** Words of planning: what hangs on them is still to come. */
export const planning = set(
  'schedule scheduled expect expected plan planned plans planning due slate slated prepare prepares preparing intend intends hope hopes propose proposed postpone postponed ' +
    'delay delayed extend extended likely await awaits aim upcoming deadline ultimatum tentatively adjourn adjourned reschedule rescheduled deferred',
)

/** Of these, words of putting off: "postponed the talks on Friday" was done on Friday, only "until", "to" or "for Friday" is to come. */
export const puttingOff = set('postponed delayed extended adjourned rescheduled deferred')

/** Verbs whose infinitive has come about (or failed) by then: "was forced to flee Friday". */
export const implicative = set(
  'force forced manage managed fail failed refuse refused decline declined begin began begun start started continue continued help helped use used had able compel compelled ' +
    'go went come came return returned seem seemed appear appeared happen happened tend want wanted rush rushed rally rallied gather gathered turn turned travel traveled',
)

/** Verbs that report: their present tense is the day of the story. */
export const reporting = set(
  'say says report reports write writes tell tells add adds note notes quote quotes cite cites announce announces claim claims',
)

/** Verbs whose plain present with a day is a timetable: "parliament votes Friday". */
export const timetable = set(
  'meet meets open opens arrive arrives leave leaves begin begins start starts vote votes hold holds face faces fly flies travel travels go goes end ends expire expires return ' +
    'returns visit visits play plays host hosts resume resumes reconvene reconvenes convene convenes take takes come comes depart departs head heads celebrate celebrates mark ' +
    'marks gather gathers attend attends join joins close closes run runs',
)

/** Past forms that do not end in -ed; those that are also a present ("set", "put", "cut") are left out. */
export const irregularPast = set(
  'said told met went came took made gave got left began fell rose held kept led lost sent shot spoke stood struck swore threw thought understood won wrote became bought brought ' +
    'built caught chose drew drove fled flew forgot fought found froze grew heard hid knew laid lay lent lit meant paid rang ran saw sold shook shone showed shown slept sought spent ' +
    'spread stole stuck sank sang sat taught tore withdrew broke dealt done been seen taken given gone known driven fallen written spoken beaten broken chosen stolen sworn torn won',
)

/** Words after "to" that make no infinitive. */
export const nouny = set(
  'the a an his her its their our my your this that these those all some any no both each every other us him them it me you who which what',
)

/** Those of them that are hardly ever nouns: without tags only these are taken for verbs. */
export const plainTimetable = set(
  'meet meets opens arrive arrives leaves begin begins resume resumes expire expires convene convenes reconvene reconvenes depart departs attends departs starts travels',
)
