import { seededRandom } from '../analysis/index.ts'
import type { RawPage } from '../intake/index.ts'

const lands =
  'Peru,Chile,Kenya,Ghana,Belgium,Japan,Turkey,Greece,Egypt,Brazil,Norway,Vietnam,Serbia,Canada,Morocco,India'.split(
    ',',
  )
const capitals =
  'Lima,Santiago,Nairobi,Accra,Brussels,Tokyo,Ankara,Athens,Cairo,Brasilia,Oslo,Hanoi,Belgrade,Ottawa,Rabat,New Delhi'.split(
    ',',
  )
const things = 'lorries of wheat,tents,fishing boats,prisoners,border posts,water pumps,railway cars,visas'.split(',')
const papers = 'Harbour Post,Evening Ledger,North Dispatch,Plain Courier,Hill Gazette'.split(',')

/**
 * Article number `i` of an endless row, for measuring and for tests of many machines: three to seven sentences of our own (`short`: one, and no title) about two
 * or three of sixteen countries, the same for the same number everywhere. A hundred are written a day from 2011 on, in the order of days but for some
 * weeks. One in ten repeats an earlier story under its own address, as copies of a wire do.
 */
export function generatedArticle(i: number, short = false): RawPage {
  const told = i % 10 === 9 ? i - 1 - (i % 7) : i
  const random = seededRandom(told + 1)
  const below = (n: number) => Math.floor(random() * n)
  const pick = () => below(lands.length)
  const a = pick()
  const b = (a + 1 + below(lands.length - 1)) % lands.length
  const c = (b + 1 + below(lands.length - 1)) % lands.length
  const [A, B, C] = [lands[a]!, lands[b]!, lands[c]!]
  const n = 2 + told
  const thing = things[below(things.length)]!
  const date = new Date(Date.UTC(2011, 0, 3 + Math.floor(told / 100) + below(30))).toISOString().slice(0, 10)
  const sentences = [
    `${A} thanked ${B} for ${n} ${thing} on Monday.`,
    `${A}'s foreign minister met his counterpart from ${B} in ${capitals[b]} on Tuesday.`,
    `The government of ${B} accused ${C} of holding back ${n} ${thing}.`,
    `${B} and ${A} signed an agreement on trade and fisheries in ${capitals[a]}.`,
    `"We will send ${n} ${thing} before the winter," the president of ${C} said.`,
    `${C} recalled its ambassador from ${capitals[a]} over the dispute.`,
    `Police in ${capitals[c]} arrested ${n % 90} protesters outside the embassy of ${A}.`,
    `${A} sent ${n} tents to ${C} after the floods.`,
    `The prices of copper and wheat rose for the ${n}th day.`,
    `${C} rejected the proposal of ${B} and called for new talks.`,
  ]
  const start = below(sentences.length)
  const chosen = Array.from(
    { length: short ? 1 : 3 + below(5) },
    (_, k) => sentences[(start + k * 3) % sentences.length]!,
  )
  return {
    id: `article-${i}`,
    url: `https://${papers[i % papers.length]!.toLowerCase().replace(' ', '-')}.example/${i}`,
    kind: 'text',
    ...(short ? {} : { title: `${A} and ${B}, report ${told}` }),
    outlet: papers[i % papers.length]!,
    date,
    content:
      `${capitals[a]!.toUpperCase()} -- ${chosen.slice(0, 2).join(' ')}\n\n${chosen.slice(2).join(' ')}`.trimEnd(),
  }
}

/** The first `count` generated articles as rows of JSONL. */
export function* generatedRows(count: number, short = false): Generator<string> {
  for (let i = 0; i < count; i++) {
    const { content, kind: _, ...row } = generatedArticle(i, short)
    yield `${JSON.stringify({ ...row, text: content })}\n`
  }
}
