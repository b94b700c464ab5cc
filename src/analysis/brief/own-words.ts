/** Verbs by which an act of a kind is told in the words of its source. */
const VERBS: { [type: string]: RegExp } = {
  AGREE: /\b(?:offer|agree|propos|promis|pledg|invit|accept)\w*\b/i,
  ACCUSE: /\b(?:accus|blam|criticis|criticiz)(?:e?d|es)\b/i,
  THREATEN: /\b(?:threaten|warn)(?:ed|s)\b/i,
  AID: /\b(?:deliver|donat|suppl|provid)(?:i?e?d|i?es)\b|\b(?:sent|gave|lent|flew)\b/i,
  SUPPORT: /\b(?:wish|express|welcom|back|offer|prais|hail|applaud|commend|thank|congratulat)(?:e?d|es|s)\b/i,
  CONCEDE: /\b(?:remov|lift|eas|drop|reopen|restor|return|agre|accept)(?:e?d|es|s)\b|\b(?:took|withdrew)\b/i,
  RETREAT: /\b(?:remov|lift|eas|drop|reopen|restor|return|releas)(?:e?d|es|s)\b|\b(?:took|withdrew)\b/i,
  REQUEST: /\b(?:demand|ask|urg|request|insist)(?:e?d|es|s)\b|\bcall(?:s|ed)? (?:on|for)\b/i,
  REJECT:
    /\b(?:refus|declin|reject|dismiss|postpon|paus|cancel|veto)(?:l?e?d|e?s)\b|\b(?:put|puts)\b(?=.*\b(?:off|on hold)\b)|\bcall(?:s|ed)? off\b|\bturn(?:s|ed)? down\b|\bwithdrew\b/i,
  SANCTION: /\b(?:suspend|halt|stopp|stop|clos|bann|end|remov|recall|dismiss)(?:e?d|es|s)\b|\b(?:froze|cut|shut)\b/i,
  COERCE: /\b(?:clos|bann|end|seiz)(?:e?d|es|s)\b|\b(?:froze|shut)\b/i,
}

/** Times within what was done, which are told apart. */
const TIMES =
  / (?:late |early )?on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: night| morning| evening)?\b| (?:last|this) (?:week|month|year)\b| (?:yesterday|today)\b/g
const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'
/** A date of the act itself, not of what it is about ("a talk that is due on July 17"). */
const ITS_DATE = new RegExp(
  `^((?:(?!\\b(?:that|which|due|will|would|for)\\b).)*?) on (?:(?:${MONTHS})\\.? \\d{1,2}|\\d{1,2} (?:${MONTHS}))\\b`,
)
/** Where what was done ends: at a stop, or where something else begins. */
const END =
  /(?<!\b(?:St|Mr|Mrs|Dr|U\.S))\.(?:\s|$)|[,;:…“”"]|\s(?:and|but)\s(?=\p{Ll}+(?:ed|ld)\b|(?:said|told|froze|began|put|gave|will|would|is|was|has|had|he|she|it|they)\b)|\s(?:after|before|because|while|when|hours|days|(?:\p{Ll}+|\d+) (?:hours|days|weeks|months) (?:after|before))\b/u
/** What says nothing without the words before it. */
const POINTS_BACK = /^\S+ (?:it|him|her|them|this|that|so)\b|\b(?:them|it)$/i
const LONGEST = 150

/** What an event is told in. */
interface Wording {
  type: string
  /** The words of its rule. */
  words: string
  /** The sentences in which they stand. */
  sentences: string
  /** Those who did it. */
  actors: readonly string[]
  /** Words of the verb that it is known by, where there is one. */
  by: RegExp | null
}

/**
 * What was done as a sentence of the source tells it, from its verb on: "postponed a meeting with Pakistan's foreign secretary". Null where the words of the rule hold no verb
 * for such an act, or nothing after it that could stand alone. `isOther` says whether words name the other side, as the sentence must.
 */
export function ownWords(
  { type, words, sentences, actors, by }: Wording,
  isOther: (words: string) => boolean,
): string | null {
  const verbs = VERBS[type]
  if (!verbs) return null
  const all = new RegExp(verbs.source, 'gi')
  const parts = words.split(' … ')
  // The headline has its words in capitals; the story comes after it.
  for (const sentence of sentences.split(' … ').reverse()) {
    if (!isOther(sentence)) continue
    const part = parts.find((each) => sentence.includes(each)) ?? ''
    const start = sentence.indexOf(part)
    for (const found of sentence.matchAll(all)) {
      if (found.index < start || found.index >= start + part.length) continue
      if (by && !by.test(found[0])) continue
      const told = sentence.slice(found.index).replace(TIMES, '').replace(ITS_DATE, '$1')
      const phrase = told.slice(0, END.exec(told)?.index ?? told.length).trim()
      const isWhole = phrase.length <= LONGEST && /\s/.test(phrase) && !POINTS_BACK.test(phrase)
      if (isWhole && isTold(sentence, found.index, actors)) return phrase
    }
  }
  return null
}

/** Whether the verb is told as done, and not "will", "to" or "not"; after "who" only of whoever did it. */
function isTold(sentence: string, at: number, actors: readonly string[]): boolean {
  const before = sentence.slice(0, at)
  const who = /(\p{Lu}[\p{L}-]*), who\s+$/u.exec(before)?.[1]
  if (who && actors.some((name) => name.endsWith(who))) return true
  return !/\b(?:to|not|will|would|could|may|might|be|been|being|was|were|is|are|who|which|that)\s+$/.test(before)
}

/** Several of whom the sentence itself names none: "praised both leaders", "called on the two sides". */
const BOTH =
  /\b(?:both|the two)(?: (?:leaders|sides|countries|governments|nations|states|presidents|ministers|men))?(?=[,.;]|\s*$| \p{Ll})/u
const DONE_TO_BOTH =
  /\b(?:prais|hail|applaud|commend|thank|congratulat|urg|ask|tell|told|call)\w*\s+(?:on\s+)?(?:both|the two)\b(?! \p{Lu})/u

/** Whether something was done to "both", whom the sentence does not name. */
export const isToBoth = (words: string): boolean => DONE_TO_BOTH.test(words)

/** Words with those who are meant by "both" behind it: "praised both leaders (Kim Dae-jung and Kim Jong-il)". */
export const withBoth = (phrase: string, whom: string): string =>
  phrase.replace(BOTH, (both) => `${both.trim()} (${whom})`)

/** What whoever thanked or praised said against it in the same sentence: "but said most of the blockade was still in place". */
export function butWords(core: string | null): string {
  const found =
    /,? but (?:also )?((?:said|called|warned|criticised|criticized|insisted|added|urged|demanded|complained|regretted)\b[^.;"“”]*)/.exec(
      core ?? '',
    )
  return found && found[1]!.length <= LONGEST ? ` but ${found[1]!.trim().replace(/,$/, '')}` : ''
}
