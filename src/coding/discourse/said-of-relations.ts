import type { Sentence, Token } from '../../parse/index.ts'
import type { DateInterval } from '../../text/index.ts'
import { lemmaOf, type View } from './view.ts'

/** What is said of a relation: a state it is in, or a way it goes. */
export interface Said {
  relation: 'close' | 'strained' | 'ally' | 'rival' | 'foe'
  sign: -1 | 1
  trend: 'warming' | 'cooling' | null
  /** Token of the word that says so. */
  at: number
  date: DateInterval | null
  /** An extreme that is newly reached: a time beside it is that of the last such. */
  isRecord?: true
}

const SKIPPED = /^(?:ADV|PART|INTJ)$/
const ALMOST = /^(?:all|but|almost|nearly|virtually|at|best|once|again|since|then)$/i
const CHANGES = /^(?:turn|grow|go|get|become|come|fall|hit|reach|sink|move|draw|take|drop|plunge|drift|pull)$/
const STAYS = /^(?:be|remain|stay|seem|feel|look|stand)$/
const OPENS = /^(?:begin|start|continue|seem|appear|tend|cease|fail)$/
const BROKEN = /^(?:severe?|break|suspend|rupture|downgrade|cut|freeze|poison|strain|chill)$/
const LOW = /^(?:low|lowest|nadir|ebb|bottom|worst)$/i
const HIGH = /^(?:high|highest|zenith|best)$/i

/**
 * What a sentence says of the relation that its words speak of up to `from`: read off the words themselves, left to right, because long subjects parse
 * badly. "… have been tense since 2004", "… went from bad to worse, and soured again in 1988". Denied, possible and wished things are left out. Each is
 * dated by the times that stand with it; a time that opens the sentence dates the first.
 */
export function saidFrom(view: View, sentence: Sentence, from: number): Said[] {
  const { tokens } = sentence
  const first = firstPredicate(tokens, from)
  if (first < 0) return []
  const starts = [first]
  for (let at = first + 1; at < tokens.length; at++) {
    if (/^[;:]$/.test(tokens[at]!.form)) break
    const next = joined(tokens, at)
    if (next > 0) starts.push((at = next))
  }
  return starts.flatMap((start, index) => {
    const end = starts[index + 1] ?? stopAfter(tokens, start)
    const said = judged(view, tokens, start, end)
    // "At their worst since the war": now, and not since then.
    if (said && isRecord(tokens, start, end))
      return [{ ...said, trend: said.sign < 0 ? 'cooling' : 'warming', date: null, isRecord: true }]
    return said ? [{ ...said, date: dateIn(view, sentence, index === 0 ? from : start, start, end, index === 0) }] : []
  })
}

/** "Are at their lowest since 1971", "are the best in thirty years": an extreme that is reached now. */
function isRecord(tokens: readonly Token[], start: number, end: number): boolean {
  if (!/^VB[ZP]$/.test(tokens[start]!.xpos ?? '')) return false
  const at = tokens.findIndex(
    ({ form }, i) => i > start && i < end && /^(?:worst|lowest|nadir|best|highest)$/i.test(form),
  )
  const after = tokens.slice(at + 1, Math.min(end, at + 6))
  return (
    at > 0 &&
    after.some(({ form }, i) => /^since$/i.test(form) || (/^in$/i.test(form) && SPAN.test(after[i + 1]?.form ?? '')))
  )
}

const SPAN =
  /^(?:years|decades|generations|many|several|a|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|fifty|\d{1,2})$/i

/** The first verb after a noun phrase: clauses set in between commas and relative clauses are stepped over. */
function firstPredicate(tokens: readonly Token[], from: number): number {
  for (let at = from + 1; at < tokens.length; at++) {
    const { form, upos } = tokens[at]!
    if (/^[.;:?!]$/.test(form)) return -1
    if (form === ',' || form === '—' || form === '--') {
      let close = at + 1
      while (close < tokens.length && tokens[close]!.form !== form) close++
      if (close >= tokens.length - 1) return -1
      at = close
    } else if (/^(?:that|which|who|whose|to)$/i.test(form) && tokens[at + 1]?.upos.match(/^(?:VERB|AUX|PRON)$/))
      return -1
    else if (/^(?:AUX|VERB)$/.test(upos) && tokens[at]!.xpos !== 'VBG') return at
  }
  return -1
}

/** "…, and then soured": the verb of a predicate that goes on with the same subject, or 0. */
function joined(tokens: readonly Token[], at: number): number {
  if (!/^(?:and|but|then|or)$/i.test(tokens[at]!.form) || /^all$/i.test(tokens[at - 1]?.form ?? '')) return 0
  let verb = at + 1
  while (tokens[verb] && SKIPPED.test(tokens[verb]!.upos)) verb++
  const { upos, xpos } = tokens[verb] ?? { upos: '', xpos: '' }
  return (upos === 'VERB' && /^VB[DNPZ]$/.test(xpos ?? '')) || upos === 'AUX' ? verb : 0
}

function stopAfter(tokens: readonly Token[], start: number): number {
  for (let at = start + 1; at < tokens.length; at++) if (/^[;:]$/.test(tokens[at]!.form)) return at
  return tokens.length
}

/** What one predicate says, from its first auxiliary on. */
function judged(view: View, tokens: readonly Token[], start: number, end: number): Omit<Said, 'date'> | null {
  let at = start
  let passive = false
  for (; at < end; at++) {
    const token = tokens[at]!
    if (token.xpos === 'MD' || /^(?:not|n't|n’t|never|hardly|scarcely)$/i.test(token.form)) return null
    if (lemmaOf(token) === 'be') passive = true
    const isLast = token.upos === 'VERB' && !OPENS.test(lemmaOf(token)) && !STAYS.test(lemmaOf(token))
    if (isLast || (!/^(?:AUX|VERB)$/.test(token.upos) && !SKIPPED.test(token.upos) && !ALMOST.test(token.form))) break
  }
  const token = tokens[at]
  if (!token || at >= end) return null
  const lemma = lemmaOf(token)
  const words = tokens.slice(at, Math.min(end, at + 8))
  const opened = tokens.slice(start, at).some((each) => /^(?:cease|fail)$/.test(lemmaOf(each)))
  if (opened) return null
  if (token.upos === 'VERB' && CHANGES.test(lemma)) return change(view, words, at) ?? verbTrend(view, token, at)
  if (passive && BROKEN.test(lemma)) return towards('cooling', at)
  return (
    // "have soured" is a change, "are soured" a state.
    (passive ? null : verbTrend(view, token, at)) ??
    state(view, tokens, at, Math.min(end, at + 4)) ??
    compared(view, words, at) ??
    verbTrend(view, token, at) ??
    (words.slice(0, 4).some(({ form }) => LOW.test(form))
      ? { relation: 'strained', sign: -1, trend: null, at }
      : null) ??
    (words.slice(0, 4).some(({ form }) => HIGH.test(form)) ? { relation: 'close', sign: 1, trend: null, at } : null)
  )
}

const towards = (trend: string, at: number): Omit<Said, 'date'> =>
  trend === 'warming'
    ? { relation: 'close', sign: 1, trend: 'warming', at }
    : { relation: 'strained', sign: -1, trend: 'cooling', at }

function verbTrend(view: View, token: Token, at: number) {
  const row = token.upos === 'VERB' ? view.lexicon.row('trends', lemmaOf(token), 'verb') : undefined
  return row ? towards(row.trend!, at) : null
}

function compared(view: View, words: readonly Token[], at: number) {
  for (const { form } of words.slice(0, 4)) {
    const row = view.lexicon.row('trends', form.toLowerCase(), 'comparative')
    if (row) return towards(row.trend!, at)
  }
  return null
}

/** "turned icy", "went from bad to worse", "reached their lowest point", "took a turn for the better". */
function change(view: View, words: readonly Token[], at: number): Omit<Said, 'date'> | null {
  const said = compared(view, words.slice(1), at)
  if (said) return said
  for (const { form } of words.slice(1, 7)) {
    const word = form.toLowerCase()
    if (LOW.test(word)) return towards('cooling', at)
    if (HIGH.test(word)) return towards('warming', at)
    if (/^(?:worse|downhill|south|sour|freezer|doldrums|tailspin|reverse|sand|abyss)$/.test(word))
      return towards('cooling', at)
    if (/^(?:embrace|alliance|partnership|brotherhood)$/.test(word)) return towards('warming', at)
    if (/^better$/.test(word)) return towards('warming', at)
    const row = view.lexicon.row('ties', word, 'adj')
    if (row && lemmaOf(words[0]!) !== 'go') return towards(Number(row.sign) < 0 ? 'cooling' : 'warming', at)
  }
  return null
}

function state(view: View, tokens: readonly Token[], at: number, end: number): Omit<Said, 'date'> | null {
  for (let each = at; each < end; each++) {
    const { form, upos, xpos } = tokens[each]!
    if (upos === 'PUNCT' || upos === 'NOUN') return null
    if (upos !== 'ADJ' && xpos !== 'VBN') continue
    const row = view.lexicon.row('ties', form.toLowerCase(), 'adj')
    // "correct but cool", "close but uneasy": the later word weighs more.
    const later = tokens
      .slice(each + 1, each + 4)
      .map((token) => (token.upos === 'ADJ' ? view.lexicon.row('ties', token.form.toLowerCase(), 'adj') : undefined))
      .find((found) => found !== undefined)
    const chosen = /^(?:but|yet|if)$/i.test(tokens[each + 1]?.form ?? '') && later ? later : row
    if (chosen)
      return {
        relation: chosen.relation as Said['relation'],
        sign: Number(chosen.sign) as -1 | 1,
        trend: null,
        at: each,
      }
  }
  return null
}

/** From a day on until the article's. What lies ahead of the article was the same month or season a year before: "since he came back in January". */
export function since(view: View, date: DateInterval): DateInterval {
  const { day } = view
  const start = day && date.start > day.end ? `${Number(date.start.slice(0, 4)) - 1}${date.start.slice(4)}` : date.start
  return { start, end: day?.end ?? date.end, precision: date.precision }
}

/** The time that stands with a predicate: a "since", else a point; before the predicate only for the first of a sentence. */
function dateIn(
  view: View,
  sentence: Sentence,
  from: number,
  start: number,
  end: number,
  opens: boolean,
): DateInterval | null {
  const { tokens } = sentence
  const until = tokens[end]?.start ?? sentence.end
  const all = view.times(sentence).filter(({ date }) => date !== null)
  const own = all.filter((time) => time.start >= tokens[Math.min(from, start)]!.start && time.start < until)
  const times = own.length > 0 ? own : opens ? all.filter((time) => time.start < tokens[from]!.start) : []
  const sinceWord = tokens.findIndex(({ form, start: place }) => /^since$/i.test(form) && place < until)
  const open = times.find(
    (time) => time.kind === 'since' || (sinceWord >= 0 && time.start > tokens[sinceWord]!.start && isNear(time.start)),
  )
  function isNear(place: number): boolean {
    return !sentence.tokens.some(
      ({ form, start: each }) => each > tokens[sinceWord]!.start && each < place && /^[;:]$/.test(form),
    )
  }
  const date = open?.date ?? times.find(({ kind }) => kind === 'point' || kind === 'until')?.date ?? null
  const then = tokens.findIndex(
    ({ form }, at) =>
      /^since$/i.test(form) &&
      (/^then$/i.test(tokens[at + 1]?.form ?? '') || /^ever$/i.test(tokens[at - 1]?.form ?? '')),
  )
  // "since then", "ever since": since what was dated last.
  if (times.length === 0 && then >= 0 && tokens[then]!.start < until) {
    const before = view.dateBefore(sentence, tokens[then]!.start)
    if (before) return since(view, before)
  }
  if (!date || !open) return date
  return since(view, date)
}
