/** Forms that no ending gives away, with the form they are found under. */
const irregular = new Map(
  Object.entries({
    met: 'meet',
    said: 'say',
    told: 'tell',
    held: 'hold',
    began: 'begin',
    begun: 'begin',
    broke: 'break',
    broken: 'break',
    brought: 'bring',
    built: 'build',
    bought: 'buy',
    came: 'come',
    cut: 'cut',
    drew: 'draw',
    drawn: 'draw',
    fell: 'fall',
    fallen: 'fall',
    fought: 'fight',
    found: 'find',
    flew: 'fly',
    flown: 'fly',
    gave: 'give',
    given: 'give',
    went: 'go',
    gone: 'go',
    grew: 'grow',
    grown: 'grow',
    hit: 'hit',
    kept: 'keep',
    knew: 'know',
    known: 'know',
    led: 'lead',
    left: 'leave',
    lent: 'lend',
    lost: 'lose',
    made: 'make',
    paid: 'pay',
    rose: 'rise',
    risen: 'rise',
    sent: 'send',
    shot: 'shoot',
    sold: 'sell',
    spoke: 'speak',
    spoken: 'speak',
    stood: 'stand',
    took: 'take',
    taken: 'take',
    thought: 'think',
    threw: 'throw',
    thrown: 'throw',
    understood: 'understand',
    won: 'win',
    withdrew: 'withdraw',
    withdrawn: 'withdraw',
    wrote: 'write',
    written: 'write',
    men: 'man',
    women: 'woman',
    children: 'child',
    people: 'person',
    was: 'be',
    were: 'be',
    is: 'be',
    are: 'be',
    been: 'be',
    had: 'have',
    has: 'have',
    did: 'do',
    done: 'do',
    does: 'do',
    struck: 'strike',
    swore: 'swear',
    sworn: 'swear',
    sought: 'seek',
    laid: 'lay',
    overthrew: 'overthrow',
    overthrown: 'overthrow',
    forgave: 'forgive',
    forgiven: 'forgive',
    shook: 'shake',
    shaken: 'shake',
    spent: 'spend',
    talks: 'talk',
    crises: 'crisis',
    elections: 'election',
    lives: 'life',
  }),
)

/**
 * The words a text is found by, in order: letters without case and accents, each word under one form for all its endings. Only a-z, 0-9 are used
 * (other letters as their code points), so that every database cuts the same words. The same function serves text and question.
 */
export function searchWords(text: string): string[] {
  const words: string[] = []
  const found = isPlain.test(text)
    ? text.toLowerCase().match(/[a-z0-9]{1,500}/g)
    : text
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .match(/[\p{L}\p{N}]{1,500}/gu)
  for (const word of found ?? []) words.push(formOf(word))
  return words
}

const isPlain = /^[ -~\s]*$/

/** Forms worked out before; words of a language come again and again. */
const forms = new Map<string, string>()

function formOf(word: string): string {
  const known = forms.get(word)
  if (known !== undefined) return known
  const form = /^[a-z0-9]+$/.test(word)
    ? stem(word)
    : [...word].map((c) => (/[a-z0-9]/.test(c) ? c : `x${c.codePointAt(0)!.toString(16)}`)).join('')
  if (forms.size >= 100_000) forms.clear()
  forms.set(word, form)
  return form
}

/** One form for the inflections of an English word; no word of the language, only a key. */
function stem(word: string): string {
  const known = irregular.get(word)
  if (known) return trimmed(known)
  if (word.length < 4 || /\d/.test(word)) return word
  if (/(?:ss|us|is)$/.test(word)) return trimmed(word)
  let base = word
  if (base.endsWith('ies') && base.length > 4) base = `${base.slice(0, -3)}y`
  else if (/(?:[sxz]|[cs]h)es$/.test(base)) base = base.slice(0, -2)
  else if (base.endsWith('s')) base = base.slice(0, -1)
  if (base.endsWith('ied') && base.length > 4) base = `${base.slice(0, -3)}y`
  else if (base.endsWith('ing') && base.length > 5 && /[aeiouy]/.test(base.slice(0, -3)))
    base = undoubled(base.slice(0, -3))
  else if (base.endsWith('ed') && base.length > 4 && /[aeiouy]/.test(base.slice(0, -2)))
    base = undoubled(base.slice(0, -2))
  return trimmed(base)
}

/** "stopp" is "stop", but "call" stays. */
const undoubled = (base: string) => (/([bdgmnprt])\1$/.test(base) ? base.slice(0, -1) : base)

/** A silent e at the end tells no forms apart: "promise", "promis(ing)". */
const trimmed = (base: string) => (base.length > 3 && base.endsWith('e') ? base.slice(0, -1) : base)
