import type { Reading } from './candidates.ts'
import type { Agent } from './lexicon/lexicon.ts'
import { bodyWords, courtesy, speechVerbs } from './words.ts'

/** What is read or heard says things too. */
const unspeaking =
  /^(?:statement|report|letter|communiqu[eé]|paper|newspaper|magazine|journal|daily|weekly|banner|sign|poster|placard|text|document|law|study|survey|poll|figure|datum|data|article|editorial|headline|website|site|note|message|declaration|treaty|accord|agreement|resolution|court|book|memoir|song|proverb|saying|joke|rumour|rumor|story|account|constitution|charter|inscription|plaque|label|caption|slogan|leaflet|telegram|cable|memo|tweet|post|broadcast|announcement|notice|filing|lawsuit|suit|petition|complaint|ruling|verdict|voice|source|one|thing|answer|reply|speech|release|bulletin|card|poem|map|clock|history|tradition|legend|review|rule|list|bill|press|media|television|radio|network|channel|station|company|firm|group|body)s?$/

/** "the aunt said", "a tinsmith shouted": whoever says words in marks is somebody, though no list has the noun. */
export function unlistedSpeaker(reading: Reading, at: number): { agent: Agent; plural: boolean; from: number } | null {
  const { sentence, tree } = reading
  const token = sentence.tokens[at]!
  const verb = token.head
  if (
    token.upos !== 'NOUN' ||
    !/^\p{Ll}/u.test(token.form) ||
    verb < 0 ||
    !/^nsubj/.test(token.deprel) ||
    reading.matchAt[at]! >= 0
  )
    return null
  const said = sentence.tokens[verb]!
  if (!/^(?:VBD|VBZ)$/.test(said.xpos) || !speechVerbs.has(said.lemma) || unspeaking.test(token.lemma.toLowerCase()))
    return null
  const isIntroduced = tree.children[at]!.some(
    (child) => sentence.tokens[child]!.deprel === 'det' || sentence.tokens[child]!.deprel === 'nmod:poss',
  )
  // Right behind the words in marks: "…,” the aunt said".
  let from = Math.min(at, ...tree.children[at]!, verb)
  while (from > 0 && /^(?:DET|ADJ|NOUN|PROPN|PART)$/.test(sentence.tokens[from - 1]!.upos)) from--
  while (from > 0 && sentence.tokens[from - 1]!.upos === 'PUNCT' && !/["”’]/.test(sentence.tokens[from - 1]!.form))
    from--
  const isBehind = from > 0 && /^["”’]$/.test(sentence.tokens[from - 1]!.form)
  return isIntroduced && isBehind
    ? {
        agent: { noun: token.lemma.toLowerCase(), sectors: ['CVL'], kind: 'person' },
        plural: token.xpos === 'NNS',
        from: at,
      }
    : null
}

const pressWords =
  /^(?:Post|Times|Daily|Herald|Star|Today|Independent|Observer|Gazette|Tribune|Journal|Mail|News|Telegraph|Mirror|Watch|Radio|Television|TV|Telecom|Airlines|Airways|Air|Bank|Online|Weekly|Standard|Chronicle|Courier|Express|Press|Agency|Ministry|Police|Army|Navy|Street|Office|House|Palace|City|United|Town|Embassy|State|Sources?|Officials?|Authorities)$/

/**
 * Where the name ends of who speaks words in marks: "…,” said Kenya Moore", "…,” Ilse von Bergen said": capitals in a row right beside the verb are one person's,
 * though a part is a country, a town or somebody else's name. 0 where no such name begins, or where a title or a listed name has it whole.
 */
export function spokenNameEnd(reading: Reading, from: number): number {
  const { tokens } = reading.sentence
  const isSaying = (at: number) =>
    /^(?:VBD|VBZ)$/.test(tokens[at]?.xpos ?? '') && speechVerbs.has(tokens[at]!.lemma.toLowerCase())
  const isClosed = (at: number) => /^["”’]$/.test(tokens[at]?.form ?? '')
  const isBehind = isSaying(from - 1) && isClosed(from - 2)
  // "…,” Ilse von Bergen said": a sentence that begins behind the words ("…” If Russia denies it") names nobody so.
  const isBefore = isClosed(from - 1) && /^[,!?—–-]$/.test(tokens[from - 2]?.form ?? '')
  if (!isBehind && !isBefore) return 0
  if (/^(?:SCONJ|CCONJ|ADP|DET|ADV|AUX|VERB|NUM)$/.test(tokens[from]!.upos)) return 0
  const isPart = (at: number) =>
    /^\p{Lu}\p{Ll}+$|^\p{Lu}\.$/u.test(tokens[at]?.form ?? '') && !PRONOUNS.test(tokens[at]!.form)
  const parts: number[] = []
  let to = from
  for (; isPart(to) || (parts.length > 0 && PARTICLES.test(tokens[to]?.form ?? '')); to++)
    if (isPart(to)) parts.push(to)
  if (parts.length < 2 || parts.length > 4 || !isPart(to - 1)) return 0
  if (!isBehind && !isSaying(to)) return 0
  if (isBehind && !/^(?:[,.;]|of|in|who|whose|at|from|as)$/.test(tokens[to]?.form ?? '.')) return 0
  const isNobody = (at: number) => {
    const word = tokens[at]!.form.toLowerCase()
    return (
      pressWords.test(tokens[at]!.form) ||
      bodyWords[word] !== undefined ||
      courtesy[word.replace(/\.$/, '')] !== undefined ||
      courtesy[word] !== undefined ||
      reading.nounAt[at] !== undefined
    )
  }
  if (parts.some(isNobody)) return 0
  const match = reading.matchAt[from]! >= 0 ? reading.matches[reading.matchAt[from]!]! : null
  // A name listed as nobody's of the news ("Kenya Moore") is somebody's who speaks here.
  return match && match.to >= to && match.refs.some(({ type }) => type !== 'none') ? 0 : to
}

const PRONOUNS =
  /^(?:He|She|It|They|We|You|One|This|That|These|Those|Who|Another|Others|Some|Many|Few|Nobody|Everybody|The|His|Her|Its|Their)$/

const PARTICLES = /^(?:de|la|del|della|di|da|do|dos|von|van|der|den|ter|wa|bin|ibn|ben|al|el|ould|du|y)$/
