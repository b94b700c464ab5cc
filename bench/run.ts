// `npm run bench`: sentences a second of each room and of the whole, on our own samples repeated, one core, warm; cost as the text grows; memory.
// Timings are for reading as ratios within one run, never for a test.
import { readdirSync, readFileSync } from 'node:fs'
import { readArticle } from '../src/article/index.ts'
import { clausesOf } from '../src/coding/clauses/clauses-of.ts'
import { codeDiscourse } from '../src/coding/discourse/index.ts'
import { codeEvents } from '../src/coding/events/code-events.ts'
import { repairedText } from '../src/coding/index.ts'
import { ground } from '../src/ground/index.ts'
import { loadResources } from '../src/index.ts'
import { parseArticle } from '../src/parse/index.ts'

const began = performance.now()
const resources = loadResources()
console.log(`resources loaded in ${(performance.now() - began).toFixed(0)} ms`)

const folder = 'samples/dispatches'
const stories = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))

interface Times {
  article: number
  parse: number
  ground: number
  /** Events: clauses, rules, the learned voice, parties, dates. */
  events: number
  /** What is said, promised, held and expected. */
  discourse: number
}

const none = (): Times => ({ article: 0, parse: 0, ground: 0, events: 0, discourse: 0 })

function once(text: string, times: Times): number {
  const marks = [performance.now()]
  const { article } = readArticle({ id: 'bench', kind: 'text', content: text, date: '2003-02-06' })
  marks.push(performance.now())
  const parsed = parseArticle(article!, resources.model)
  marks.push(performance.now())
  const repaired = repairedText(parsed)
  marks.push(performance.now())
  const grounded = ground(repaired, resources.lexicon)
  marks.push(performance.now())
  const clauses = new Map([...repaired.title, ...repaired.body].map((sentence) => [sentence, clausesOf(sentence)]))
  const events = codeEvents(grounded, clauses, resources.rules, resources.relate)
  marks.push(performance.now())
  codeDiscourse(grounded, clauses, events, resources.discourse)
  marks.push(performance.now())
  times.article += marks[1]! - marks[0]!
  times.parse += marks[2]! - marks[1]!
  times.ground += marks[4]! - marks[3]!
  // coding repairs the trees before it reads them
  times.events += marks[3]! - marks[2]! + marks[5]! - marks[4]!
  times.discourse += marks[6]! - marks[5]!
  return parsed.body.length + parsed.title.length
}

const rooms = ['article', 'parse', 'ground', 'events', 'discourse'] as const
const total = (times: Times) => rooms.reduce((sum, room) => sum + times[room], 0)
// a corpus is read warm: some thousands of sentences pass before the compiler has done its work
for (let warm = 0; warm < 25; warm++) for (const story of stories) once(story, none())
const times = none()
let sentences = 0
for (let round = 0; round < 15; round++) for (const story of stories) sentences += once(story, times)
console.log(`\n${sentences} sentences, one core, warm`)
for (const [room, ms] of [...Object.entries(times), ['all', total(times)] as const])
  console.log(
    `${room.padEnd(9)} ${((1000 * sentences) / (ms as number)).toFixed(0).padStart(7)} sentences/s  ${((100 * (ms as number)) / total(times)).toFixed(0).padStart(3)} %`,
  )

console.log('\ncost as an article grows (ms a sentence, best of three; beside it what it is to the shortest)')
const joined = stories.join('\n\n')
let shortest: Times | null = null
for (const copies of [1, 4, 16]) {
  const text = Array.from({ length: copies }, () => joined).join('\n\n')
  let best: Times | null = null
  let count = 0
  for (let round = 0; round < 3; round++) {
    const grown = none()
    count = once(text, grown)
    for (const room of rooms) best = { ...(best ?? grown), [room]: Math.min(grown[room], best?.[room] ?? grown[room]) }
  }
  for (const room of rooms) best![room] /= count
  shortest ??= best!
  const shown = rooms.map((room) => `${room} ${best![room].toFixed(3)} ×${(best![room] / shortest![room]).toFixed(2)}`)
  console.log(
    `${String(count).padStart(6)} sentences  ${total(best!).toFixed(3)} ×${(total(best!) / total(shortest)).toFixed(2)}  (${shown.join(', ')})`,
  )
}
console.log(`\nmemory ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident`)
