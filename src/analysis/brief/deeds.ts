import type { PairEvent } from '../pair-events.ts'

/** What was done, of several who did it together and of one to another: "broke off relations", "broke off relations with"; `toPeople` where it was done to people who are named. */
type Deed = [together: string, directed: string, toPeople?: string]

/** What an event is called, with the words that say so. */
export interface DeedTold {
  together: string
  directed: string
  toPeople: string
  by: RegExp
}

const EXPELS = /\b(?:expel|(?:order|told|gave|giv)\w*\b.*(?:\bto leave|(?:days|hours) to)\b)/i
const EXPELLED: Deed = ['expelled each other’s people', 'expelled people of', 'expelled']
const FROZE: Deed = ['seized or froze assets of each other', 'seized or froze assets of']
const FREES = /\b(?:releas|free)/i
const RELEASED: Deed = ['released each other’s people', 'released people of', 'released']
const FREEZES = /\b(?:freez|froze|seiz)\w*\b.*\b(?:assets?|accounts?|funds?|propert|money|bank)/i
/** Words of denying; a visa that is denied is refused. */
export const DENIES = /\b(?:deny|denies|denied)\b(?!(?: \S+){0,3} (?:visas?|entry|access|permission|leave|asylum)\b)/i
/** Words of condemning: what is condemned need not be the other side's act. */
export const CONDEMNS = /\b(?:condemn|denounc|deplor)/i

/** What is done to relations or work together: what is suspended. */
const JOINT = /\b(?:cooperation|exercises?|dialogue|contacts?|talks|links|relations|ties|trade|flights|visits)\b/i

/** What an event is called where the words of its rule hold one of these, the first that fits. */
const IN_WORDS: { [type: string]: [words: RegExp, ...Deed][] } = {
  AGREE: [
    [/\baccept\w*\b.*\binvit|\binvit\w*\b.*\baccept/i, 'accepted an invitation', 'accepted an invitation of'],
    [/\binvit(?:es?|ed|ing)\b/i, 'invited each other', 'invited'],
    [/\b(?:promis|pledg|vow|assur)/i, 'made each other a promise', 'made a promise to'],
    [/\b(?:agree[sd]?|agreeing|accept(?:s|ed|ing)?)\b/i, 'agreed on something', 'agreed to something with'],
    [/\b(?:offer|propos)/i, 'made each other an offer', 'made an offer to'],
    [/\b(?:ready|willing)\b/i, 'declared themselves ready for something', 'declared readiness for something toward'],
  ],
  CONSULT: [
    [/\bmet\b/, 'met', 'met'],
    [/\b(?:shook|shakes?|handshake)\b/i, 'shook hands', 'shook hands with'],
    [/\b(?:talk\w*|negotiat\w+|spoke|spoken|discuss\w*|consult\w*|conferred)\b/i, 'talked', 'talked with'],
  ],
  SUPPORT: [
    [/\b(?:thank|grateful|gratitude)/i, 'thanked each other', 'thanked'],
    [/\bcongratulat/i, 'congratulated each other', 'congratulated'],
    [/\b(?:prais|hail|applaud|commend)/i, 'spoke well of each other', 'spoke well of'],
    [/\b(?:restor|re-?establish)/i, 'restored relations', 'restored relations with'],
    [/\bsupport(?:s|ed|ing)?\b/i, 'supported each other', 'supported'],
  ],
  CONCEDE: [
    [/\bapolog/i, 'apologised to each other', 'apologised to'],
    [
      /\b(?:eas(?:e|es|ed|ing)|lift(?:s|ed|ing)?|relax(?:es|ed|ing)?)\b/i,
      'eased restrictions',
      'eased or lifted restrictions on',
    ],
  ],
  COOPERATE: [[/\b(?:together|joint(?:ly)?|cooperat)/i, 'worked together', 'worked together with']],
  AID: [
    [
      /\b(?:sen(?:t|ds?)|gave|giv(?:es?|en)|deliver|suppl|aid|help|donat|provid|lent|relief|rescue)/i,
      'helped each other',
      'gave help to',
    ],
  ],
  REQUEST: [
    [/\bdemand/i, 'made demands on each other', 'made a demand on'],
    [/\b(?:ask|request|urg|appeal|call(?:s|ed|ing)? (?:on|for))/i, 'asked things of each other', 'asked something of'],
  ],
  ACCUSE: [
    [
      /\bsummon|\bcall(?:s|ed)? in\b.*\b(?:ambassador|envoy|charg|commissioner|diplomat|attach)/i,
      'summoned each other’s envoys',
      'summoned an envoy of',
      'summoned',
    ],
    [/\baccus/i, 'accused each other', 'accused'],
    [/\bblam|\b(?:hold|holds|held)\b.* responsible\b/is, 'blamed each other', 'blamed'],
    [CONDEMNS, 'condemned each other’s acts', 'condemned an act of'],
    [/\bcritici[sz]/i, 'criticised each other', 'criticised'],
  ],
  REJECT: [
    [/\bwithdr[ae]w\w*\b.*\binvit/i, 'withdrew an invitation', 'withdrew an invitation to'],
    [/\b(?:postpon|paus|put(?:s|ting)? off|on hold)/i, 'put something off', 'put off something with'],
    [/\b(?:call(?:s|ed)? off|cancel)/i, 'cancelled something', 'cancelled something with'],
    [DENIES, 'contradicted each other', 'contradicted'],
    // "Refused to promise that Cuba would be invited": it need not be Cuba that asked.
    [
      /\b(?:reject|(?:refus|declin)\w*(?! to\b| (?:\w+ ){1,2}to\b)\b|turn(?:s|ed|ing)? down)/i,
      'said no to each other',
      'said no to',
    ],
  ],
  THREATEN: [
    [/\bwarn/i, 'warned each other', 'warned'],
    [/\bthreat/i, 'threatened each other', 'threatened'],
    [
      /\b(?:ultimatum|deadline)\b|\bg[ai]ve\b.*\b(?:until|days?|hours|weeks?)\b/i,
      'set deadlines for each other',
      'set a deadline for',
    ],
  ],
  PROTEST: [
    [/\b(?:protest|demonstrat|march|rall(?:y|ied)|burn)/i, 'protested against each other', 'protested against'],
  ],
  SANCTION: [
    [EXPELS, ...EXPELLED],
    [/\brecall/i, 'recalled their envoys', 'recalled its envoy from'],
    [
      /\b(?:br(?:oke|oken|eaks?|eaking)|sever(?:s|ed|ing)?|cut(?:s|ting)?)(?! (?:back|down))\b(?: [\w']+){0,4} (?:relations|ties)\b/i,
      'broke off relations',
      'broke off relations with',
    ],
    [/\b(?:sanctions|embargo|visa bans?)\b/i, 'imposed sanctions on each other', 'imposed sanctions on'],
    [FREEZES, ...FROZE],
    [
      new RegExp(String.raw`\b(?:suspend|halt|stopp?)(?:s|ed|ing)?\b.*${JOINT.source}`, 'is'),
      'suspended contacts or work together',
      'suspended contacts or work together with',
    ],
  ],
  MOBILIZE: [
    [/\balert\b/i, 'put forces on alert', 'put forces on alert'],
    [
      /\b(?:mov|mass|deploy|sen[dt])\w*\b.*\b(?:troops|soldiers|forces|missiles|tanks|ships)\b/is,
      'moved forces',
      'moved forces',
    ],
  ],
  COERCE: [[FREEZES, ...FROZE]],
  ASSAULT: [
    [
      /\b(?:attack|bomb|shell|fir(?:e|ed|ing)|kill|struck|raid|invad|captur|storm|shot|sank|fought|fight)/i,
      'fought',
      'used force against',
    ],
  ],
}

/** What was done in an event, as its words say it in a plain verb; null where they have none: then nothing but the words themselves tells it. */
export function deedOf({ type, mode, cite }: Pick<PairEvent, 'type' | 'mode' | 'cite'>): DeedTold | null {
  const told = (by: RegExp, [together, directed, toPeople = directed]: Deed) => ({ together, directed, toPeople, by })
  if (type === 'SANCTION' && mode.includes('expel')) return told(EXPELS, EXPELLED)
  if (type === 'RETREAT' && mode.includes('release') && FREES.test(cite.words)) return told(FREES, RELEASED)
  const found = IN_WORDS[type]?.find(([words]) => words.test(cite.words))
  if (!found) return null
  const [by, ...deed] = found
  return told(by, deed)
}

const COUNT = String.raw`(?:(?:the|all|some|several|about|another|\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|twenty|dozens of) )*`
const OBJECT = new RegExp(
  String.raw`^\p{L}*\s+(${COUNT})(\p{Lu}[\p{L}-]+(?:['’]s)?) ((?:\p{Ll}[\p{L}-]+(?: |$|(?=\P{L}))){1,5})`,
  'u',
)
const NO_NOUN =
  /\b(?:the|an?|its|his|her|their|on|in|to|at|of|by|for|from|with|and|or|but|after|before|over|as|who|whom|that|which|within|into|last|this|is|are|was|were|had|has|have|will|can)\b/

/** What is no people of a country: its state, or a time ("blamed India two days after"). */
const NO_PEOPLE =
  /^(?:government|authorities|leadership|side|again|twice|once|late|early|\w+ (?:hours?|days?|weeks?|months?|years?|times))\b/

/** To whom something was done, as the words after the verb say it of people of a country: "23 Russian diplomats", "Pakistan's high commissioner"; null where they name the country alone. */
export function peopleDoneTo(words: string, by: RegExp, isOfCountry: (word: string) => boolean): string | null {
  // The headline has them in capitals, the story as they are called.
  for (const part of words.split(' … ')) {
    const verb = by.exec(part)
    const start = verb ? verb.index + (/^\p{L}+/u.exec(part.slice(verb.index))?.[0].length ?? 0) : part.length
    const found = OBJECT.exec(part.slice(start))
    const nouns = found && isOfCountry(found[2]!) ? found[3]!.split(NO_NOUN)[0]!.trim() : ''
    if (nouns && !NO_PEOPLE.test(nouns)) return `${found![1]}${found![2]} ${nouns}`
  }
  return null
}

const PAPER =
  /(?<!\p{L})(agreement|treaty|accord|pact|memorandum|declaration|deal|protocol|convention|statement|document|contract|communiqu[eé])(s?)(?!\p{L})/iu

/** What was signed, by the words that say so: "a treaty", "statements". */
export function paperSigned(words: string): string {
  // "In a statement, the two sides signed a treaty": what follows the signing.
  const found = PAPER.exec(/\bsign(?:s|ed|ing)?\b.*/is.exec(words)?.[0] ?? '') ?? PAPER.exec(words)
  if (!found) return 'an agreement'
  const [noun, several] = [found[1]!.toLowerCase(), found[2]]
  return several ? `${noun}s` : `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
}
