import type { PairEvent } from '../pair-events.ts'

/** What was done, of several who did it together and of one to another: "cut back relations", "cut back relations with"; `toPeople` where it was done to people who are named. */
type Deed = [together: string, directed: string, toPeople?: string]

/** What an event of each type is called where its words tell nothing closer. */
const OF_TYPE: { [type: string]: Deed } = {
  AGREE: ['agreed on something or promised it to each other', 'agreed to something or made a promise or offer to'],
  CONSULT: ['talked', 'consulted'],
  SUPPORT: ['spoke or acted in support of each other', 'spoke or acted in support of'],
  CONCEDE: ['made concessions', 'made a concession to'],
  COOPERATE: ['worked together', 'worked together with'],
  AID: ['helped each other', 'gave help to'],
  RETREAT: ['carried out concessions', 'carried out a concession to'],
  REQUEST: ['asked things of each other', 'asked something of'],
  ACCUSE: ['criticised, accused or called in each other', 'criticised, accused or called in'],
  REJECT: ['refused or contradicted each other', 'refused, put off or contradicted'],
  THREATEN: ['warned or threatened each other', 'warned or threatened'],
  PROTEST: ['protested against each other', 'protested against'],
  SANCTION: ['cut back relations', 'cut back relations with'],
  MOBILIZE: ['made shows of force', 'made a show of force'],
  COERCE: ['used coercion on each other', 'used coercion against'],
  ASSAULT: ['fought', 'used force against'],
}

const EXPELLED: Deed = ['expelled each other’s people', 'expelled people of', 'expelled']

/** What it is called where the words of its rule hold one of these, the first that fits. */
const IN_WORDS: { [type: string]: [words: RegExp, ...Deed][] } = {
  AGREE: [
    [/\binvit/i, 'invited each other', 'invited, or accepted an invitation of,'],
    [/\b(?:promis|pledg|vow|assur)/i, 'made each other a promise', 'made a promise to'],
    [/\b(?:agree[sd]?|agreeing|accept(?:s|ed|ing)?)\b/i, 'agreed on something', 'agreed to something with'],
    [/\b(?:offer|propos)/i, 'made each other an offer', 'made an offer to'],
    [/\b(?:ready|willing)\b/i, 'declared themselves ready for something', 'declared readiness for something toward'],
  ],
  CONSULT: [[/\bmet\b/, 'met', 'met']],
  SUPPORT: [
    [/\b(?:thank|grateful|gratitude)/i, 'thanked each other', 'thanked'],
    [/\bcongratulat/i, 'congratulated each other', 'congratulated'],
    [/\b(?:prais|hail|applaud|commend)/i, 'spoke well of each other', 'spoke well of'],
    [/\b(?:restor|re-?establish)/i, 'restored relations', 'restored relations with'],
  ],
  CONCEDE: [
    [/\bapolog/i, 'apologised to each other', 'apologised to'],
    [
      /\b(?:eas(?:e|es|ed|ing)|lift(?:s|ed|ing)?|relax(?:es|ed|ing)?)\b/i,
      'eased restrictions',
      'eased or lifted restrictions on',
    ],
  ],
  REQUEST: [[/\bdemand/i, 'made demands on each other', 'made a demand on']],
  ACCUSE: [
    [
      /\bsummon|\bcall(?:s|ed)? in\b.*\b(?:ambassador|envoy|charg|commissioner|diplomat|attach)/i,
      'summoned each other’s envoys',
      'summoned an envoy of',
      'summoned',
    ],
    [/\baccus/i, 'accused each other', 'accused'],
    [/\bblam|\b(?:hold|holds|held)\b.* responsible\b/is, 'blamed each other', 'blamed'],
    [/\b(?:condemn|denounc|deplor)/i, 'condemned each other’s acts', 'condemned an act of'],
    [/\bcritici[sz]/i, 'criticised each other', 'criticised'],
  ],
  REJECT: [
    [
      /\b(?:postpon|paus|put(?:s|ting)? off|on hold|call(?:s|ed)? off|cancel)/i,
      'put off or cancelled something',
      'put off or cancelled something with',
    ],
    // A visa that is denied is refused.
    [
      /\b(?:deny|denies|denied)\b(?!(?: \S+){0,3} (?:visas?|entry|access|permission|leave|asylum)\b)/i,
      'contradicted each other',
      'contradicted',
    ],
  ],
  SANCTION: [
    [/\b(?:expel|(?:order|told|gave|giv)\w*\b.*(?:\bto leave|(?:days|hours) to)\b)/i, ...EXPELLED],
    [/\brecall/i, 'recalled their envoys', 'recalled its envoy from'],
    [
      /\b(?:br(?:oke|oken|eaks?|eaking)|sever(?:s|ed|ing)?|cut(?:s|ting)?)(?! (?:back|down))\b(?: [\w']+){0,4} (?:relations|ties)\b/i,
      'broke off relations',
      'broke off relations with',
    ],
    [/\b(?:sanctions|embargo|visa bans?)\b/i, 'imposed sanctions on each other', 'imposed sanctions on'],
  ],
  COERCE: [
    [
      /\b(?:freez|froze|seiz)\w*\b.*\b(?:assets?|accounts?|funds?|propert|money|bank)/i,
      'seized or froze assets of each other',
      'seized or froze assets of',
    ],
  ],
}

/** What was done in an event, as its words say it. */
export function deedOf({ type, mode, cite }: Pick<PairEvent, 'type' | 'mode' | 'cite'>): Deed {
  if (type === 'SANCTION' && mode.includes('expel')) return EXPELLED
  if (type === 'RETREAT' && mode.includes('release') && /\b(?:releas|free)/i.test(cite.words))
    return ['released each other’s people', 'released people of', 'released']
  const found = IN_WORDS[type]?.find(([words]) => words.test(cite.words))
  return found ? [found[1], found[2], found[3]] : OF_TYPE[type]!
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
