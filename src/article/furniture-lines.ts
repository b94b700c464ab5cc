import { isForeignNote } from './boilerplate-languages.ts'
import { bylineIn, isDateLine } from './heading.ts'

/** Lines at the foot of a story that speak of it, not in it: corrections, credits, calls to write or follow. */
const notes = new RegExp(
  `^(?:${[
    '\\(?(?:additional |further )?(?:reporting|writing|editing|edited|compiled|translated|translation|photographs?|photography|graphics?|production|research|fact-checking)(?: and (?:reporting|writing|editing))? by\\b.{0,400}',
    '(?:correction|clarification|editor.?s.? note|note to (?:readers|editors)|author.?s note|disclosure|disclaimer)(?:[ ,(][^:]{0,40})?[:—-].{0,600}',
    'this (?:article|story|interview|piece|post|report|version|column|essay|conversation|transcript|op-ed|headline)(?: (?:was|has been|is|were|have been|first|originally|also|has))* (?:published|appeared|appears|updated|corrected|amended|edited|adapted|excerpted|translated|part of|from|based|written|produced|republished|reprinted|co-published|supported|made possible)\\b.{0,300}',
    'this video (?:can ?not|cannot) be played.{0,60}|you are visitor.{0,40}|url: .{0,200}|multimedia',
    'an? (?:earlier|previous|different|version).{0,40} version (?:of this|of the).{0,500}|a version of this.{0,400}',
    '.{0,200}\\bcontributed (?:reporting|to this (?:report|story|article|piece)).{0,120}',
    '(?:for (?:more|further) information|for (?:media|press) (?:enquiries|inquiries|queries)|(?:media|press) (?:contacts?|enquiries|inquiries)|contacts?(?: us| details| information)?:)(?:\\b|\\s).{0,300}',
    '(?:follow|e-?mail|contact|write to|reach|connect with)\\b.{0,120}(?:@|\\bon (?:twitter|facebook|instagram|linkedin|x|telegram|youtube)).{0,160}',
    '.{0,60}[\\w.+-]{1,60}@[\\w-]{1,60}(?:\\.[\\w-]{1,20}){1,4}.{0,40}',
    '(?:sources?|data|via|courtesy of|credits?)\\s?:.{0,200}',
    '\\(?(?:with (?:inputs|agencies|reporting|files) from|with agencies|agencies)\\b.{0,120}',
    '\\([a-z]{2,4}(?:[/,] ?[a-z]{2,4})*\\)',
    '\\(?(?:ap|afp|reuters|upi|ani|pti|xinhua|dpa|ians|efe|ansa|tass)\\)?(?:[/, ]{1,2}(?:ap|afp|reuters|upi|ani|pti|xinhua|dpa|ians|efe|ansa|tass))*\\)?',
    'updates?:? (?:[a-z]+\\.? )?\\d[^:]{0,40}(?::\\d\\d[^:]{0,20})?:.{0,400}',
    '(?:.{0,160}[.?!] )?(?:please )?contact (?:this reporter|the (?:author|reporter|writer)|us)\\b.{0,160}',
    '(?:the views|views|opinions) expressed.{0,400}',
    '(?:page|part) \\d+ of \\d+.{0,40}|(?:next|previous) page.{0,20}',
    '(?:#\\p{L}[\\p{L}\\p{N}_]*[ ,]*){1,30}',
    '\\d+ ?/ ?\\d+',
  ].join('|')})$`,
  'iu',
)

/** "Gashi reported from Pristina, Kosovo." */
const reporters =
  /^(?:\p{Lu}[\p{L}.'’-]+,? (?:and )?){1,12}(?:also )?(?:reported|contributed|is reporting) (?:from|to) \p{Lu}.{0,200}$/u

/** True for a line about the story: a correction, a credit, a contact, a disclaimer. */
export function isNote(words: string): boolean {
  return words.length <= 700 && (notes.test(words) || reporters.test(words) || isForeignNote(words))
}

/** True for the usual words under a story about who wrote it. `author` is the byline, where known. */
export function isAuthorNote(words: string, author: string | undefined, slanted: boolean): boolean {
  if (words.length > 700) return false
  const first = author
    ?.split(/,| and /)[0]
    ?.trim()
    .toLowerCase()
  const verb =
    '(?:is|was|are|has been|writes|covers|reports|teaches|lives|works|worked|served|serves|joined|heads|leads|edits|studies|studied)'
  if (
    first &&
    first.length > 4 &&
    words.toLowerCase().startsWith(first) &&
    new RegExp(`^.{0,60}?,? ?(?:an? .{3,80}, )?${verb}\\b`, 'i').test(words.slice(first.length, first.length + 160))
  )
    return true
  return (
    /^(?:about the authors?\b|the (?:author|writer|columnist) (?:is|was|can be|has)\b)/i.test(words) ||
    (slanted &&
      new RegExp(
        `^(?:(?:Dr|Prof|Professor|Sir|Dame|Ambassador)\\.? )?(?:[A-Z][\\p{L}.'’-]+ ){2,5}${verb} (?:an?|the|at|about|for|on|as|in|with|one of)\\b`,
        'u',
      ).test(words))
  )
}

const clockWords =
  /\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b\.?|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b\.?|\d+(?:st|nd|rd|th)?|\b(?:published|posted|updated?|modified|last|first|created|on|at|and|the|of|am|pm|a\.m\.?|p\.m\.?|gmt|utc|bst|e[sd]?t|c[es]?s?t|p[sd]?t|ist|msk|hours?|hrs?|minutes?|mins?|days?|weeks?|ago|read|date|time|local|today|yesterday)\b/gi

/** True for a line of nothing but day, hour and the words that go with them ("Updated at 16.31 BST", "2 hours ago"). */
export function isClockLine(words: string): boolean {
  return (
    words.length <= 120 &&
    (isDateLine(words) || (/\d/.test(words) && !/[\p{L}\p{N}]/u.test(words.replace(clockWords, ''))))
  )
}

/** True for a short line that only credits a picture ("Photo: A. Rossi/AFP", "Foto: Z. Ilic", "(UW Photo/B. Hoxha)"). */
export function isPictureCredit(words: string): boolean {
  return (
    words.length <= 260 &&
    (/^\(?(?:photos?|photographs?|foto|image|picture|file photo|illustration|video|graphic|map|credit|screengrab|cover image)(?: credit| courtesy)?(?:(?: by)?\s?[:/©]| by | courtesy ).{0,160}$/i.test(
      words,
    ) ||
      /(?:\((?:[A-Z][\w .]{0,24} )?(?:photo|image|picture|file|handout|reuters|getty images|afp|ap)\b[^()]{0,60}\)|(?:getty images|[.|)/] ?reuters|[.|)/] ?afp|shutterstock|alamy|istock|epa|unsplash|wikimedia commons)(?: ?\/ ?[\p{L} .]{0,40})?|[.|)”"] (?:photo|photograph|foto|image|picture|source)\s?: [^.]{2,50}\.?|[.|)”"] photo by [^.]{2,50}\.?)$/iu.test(
        words,
      ))
  )
}

/** True for a line that signs or dates the story where it stands alone: "By Ana Vidal", "Ana Vidal in Oslo". */
export function isSignature(words: string): boolean {
  return bylineIn(words) !== null
}
