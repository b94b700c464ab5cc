import type { Reading } from './candidates.ts'
import type { Agent } from './lexicon/lexicon.ts'
import { speechVerbs } from './words.ts'

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
