/** Times within what was agreed, which are told apart. */
const TIMES =
  / (?:late |early )?on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: night| morning| evening)?\b| (?:last|this) (?:week|month|year)\b| (?:yesterday|today)\b| in (?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?! \d)/g
const PAPER =
  '(?:agreement|treaty|accord|pact|memorandum|declaration|deal|protocol|convention|statement|contract|communiqu[eé])s?'
/** Verbs of giving one's word, by the form of the commitment, up to what it is about. */
const ABOUT: { [form: string]: RegExp } = {
  agreement: /\bagreed?(?: again| early| late)?(?= (?:to|on|that) )/,
  signed: new RegExp(`\\b[Ss]ign(?:ed|s)?(?: \\p{Ll}+){0,3}? ${PAPER}(?= (?:of|on|to|that|about|for|against) )`, 'u'),
  pledge: /\b(?:promised|pledged|vowed)(?= (?:to|that) )/,
  offer: /\boffered(?= to )|\boffer(?= of )/,
}
/** The same told in other words: "South Korea will release spies", "offered further help". */
const ELSE: { [form: string]: [verb: RegExp, before: string] } = {
  pledge: [/\bwill(?= \p{Ll})(?! (?:not|be|have)\b)/u, 'to'],
  offer: [/\boffered(?= \p{Ll})/u, 'of'],
}
/** Where one of several things ends, but not where the next of them begins. */
const PART =
  /(?<!\b(?:St|Mr|Mrs|Dr|U\.S))\.(?:\s|$)|[,;:…“”"]|\s(?:so that|after|before|because|while|when|which|among|from which)\b|\sand (?=(?:agreed|signed|promised|said|exchanged|named)\b)/u
const POINTS_BACK = /\b(?:it|this|so)$|(?<!\bbetween )\bthem$/
const LONGEST = 220

/**
 * What was agreed, promised or offered, in the words of the source: "to open five crossing points on the line of control", "on a list of eight issues". Null where they have it
 * not behind the verb.
 */
export function matterWords(form: string, sentences: string | null): string | null {
  const verb = ABOUT[form]
  if (!verb) return null
  for (const sentence of (sentences ?? '').split(' … ').reverse()) {
    const told = sentence.replace(TIMES, '')
    const [other, before] = ELSE[form] ?? []
    const own = verb.exec(told)
    const found = own ?? other?.exec(told)
    if (!found) continue
    const rest = told.slice(found.index + found[0].length).trim()
    const [first] = rest.split(' ')
    let end = PART.exec(rest)?.index ?? rest.length
    // "to open …, to reopen … and to revive …": all of it.
    for (;;) {
      const more = new RegExp(`^,(?: and)? ${first} `).exec(rest.slice(end))
      if (!more) break
      const next = PART.exec(rest.slice(end + more[0].length))?.index
      end = next === undefined ? rest.length : end + more[0].length + next
    }
    const matter = rest.slice(0, end).trim()
    if (matter.length <= LONGEST && matter.split(' ').length > (own ? 2 : 1) && !POINTS_BACK.test(matter))
      return own ? matter : `${before} ${matter}`
  }
  return null
}

/** To whom an invitation went, where only the words tell it: "to Foreign Minister Sergei Lavrov". */
export function invitedWords(sentences: string | null): string | null {
  const found = /\binvitation to ((?:\p{Lu}[\p{L}'’-]*(?: |(?=[.,;]|$)))+)/u.exec(sentences ?? '')
  return found ? `to ${found[1]!.trim()}` : null
}
