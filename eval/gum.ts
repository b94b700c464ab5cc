import type { Article } from '../src/article/index.ts'
import type { Sentence, Token } from '../src/parse/index.ts'

/** A mention as GUM's `Entity=` annotates it: its cluster, its type, its tokens and those that may count as its head. */
export interface GoldMention {
  entity: string
  type: string
  sentence: number
  from: number
  to: number
  heads: Set<number>
}

function rowsOf(document: string): string[][][] {
  return document
    .split(/\n\n+/)
    .map((block) =>
      block
        .split('\n')
        .filter((line) => /^\d+\t/.test(line))
        .map((line) => line.split('\t')),
    )
    .filter((rows) => rows.length > 0)
}

/** The annotated mentions of a document, all types. */
export function mentionsOf(document: string): GoldMention[] {
  const mentions: GoldMention[] = []
  const open: GoldMention[] = []
  rowsOf(document).forEach((rows, sentence) => {
    rows.forEach((row, token) => {
      const entity = /(?:^|\|)Entity=([^|]+)/.exec(row[9]!)?.[1] ?? ''
      for (const part of entity.matchAll(/\((\d+)(?:\[[\d/]+\])?-([a-z]+)-([^()]*)(\)?)|(\d+)(?:\[[\d/]+\])?\)/g)) {
        if (part[1]) {
          open.push({
            entity: part[1],
            type: part[2]!,
            sentence,
            from: token,
            to: token + 1,
            heads: new Set(),
          })
        }
        const closing = part[1] && part[4] ? part[1] : part[5]
        if (!closing) continue
        const at = open.findLastIndex((each) => each.entity === closing)
        if (at < 0) continue
        const [mention] = open.splice(at, 1) as [GoldMention]
        if (mention.sentence !== sentence) continue
        mention.to = token + 1
        for (let t = mention.from; t < mention.to; t++) {
          const head = Number(rows[t]![6]) - 1
          if (head < mention.from || head >= mention.to) mention.heads.add(t)
        }
        const top = [...mention.heads].find((t) => rows[t]![7] !== 'punct' && rows[t]![7] !== 'case') ?? mention.from
        mention.heads = new Set([
          top,
          ...rows.flatMap((each, t) =>
            t >= mention.from && t < mention.to && Number(each[6]) - 1 === top && each[7]!.startsWith('flat')
              ? [t]
              : [],
          ),
        ])
        mentions.push(mention)
      }
    })
  })
  return mentions
}

/** The sentences of a CoNLL-U document as a parsed text. */
export function readTrees(document: string): { article: Article; body: Sentence[]; title: Sentence[] } {
  let text = ''
  const body = rowsOf(document).map((rows, index): Sentence => {
    const start = text.length
    const tokens = rows.map((row): Token => {
      const from = text.length
      text += row[1]!
      const token = {
        start: from,
        end: text.length,
        form: row[1]!,
        lemma: row[2]!,
        upos: row[3]!,
        xpos: row[4]!,
        head: Number(row[6]) - 1,
        deprel: row[7]!,
      }
      if (!row[9]!.includes('SpaceAfter=No')) text += ' '
      return token
    })
    return { start, end: tokens.at(-1)!.end, index, paragraph: index, tokens }
  })
  const article: Article = {
    id: 'gold',
    key: 'gold',
    language: 'en',
    date: null,
    text,
    paragraphs: [{ start: 0, end: text.length }],
    sourceMap: [],
    issues: [],
  }
  return { article, body, title: [] }
}
