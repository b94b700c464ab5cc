// `npm run bench`: sentences a second of each room and of the whole, on our own samples repeated, one core, warm; cost as the text grows; memory.
// Timings are for reading as ratios within one run, never for a test.
import { readdirSync, readFileSync } from 'node:fs'
import { readArticle } from '../src/article/index.ts'
import { codeArticle } from '../src/coding/index.ts'
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
  coding: number
}

function once(text: string, times: Times): number {
  const marks = [performance.now()]
  const { article } = readArticle({ id: 'bench', kind: 'text', content: text, date: '2003-02-06' })
  marks.push(performance.now())
  const parsed = parseArticle(article!, resources.model)
  marks.push(performance.now())
  const grounded = ground(parsed, resources.lexicon)
  marks.push(performance.now())
  codeArticle(grounded, resources)
  marks.push(performance.now())
  times.article += marks[1]! - marks[0]!
  times.parse += marks[2]! - marks[1]!
  times.ground += marks[3]! - marks[2]!
  times.coding += marks[4]! - marks[3]!
  return parsed.body.length + parsed.title.length
}

const total = (times: Times) => times.article + times.parse + times.ground + times.coding
for (let warm = 0; warm < 5; warm++)
  for (const story of stories) once(story, { article: 0, parse: 0, ground: 0, coding: 0 })
const times: Times = { article: 0, parse: 0, ground: 0, coding: 0 }
let sentences = 0
for (let round = 0; round < 15; round++) for (const story of stories) sentences += once(story, times)
console.log(`\n${sentences} sentences, one core, warm`)
for (const [room, ms] of [...Object.entries(times), ['all', total(times)] as const])
  console.log(
    `${room.padEnd(8)} ${((1000 * sentences) / (ms as number)).toFixed(0).padStart(7)} sentences/s  ${((100 * (ms as number)) / total(times)).toFixed(0).padStart(3)} %`,
  )

console.log('\ncost as an article grows (ms a sentence)')
for (const copies of [1, 4, 16]) {
  const long = stories.join('\n\n').split('\n\n')
  const text = Array.from({ length: copies }, () => long.join('\n\n')).join('\n\n')
  const grown: Times = { article: 0, parse: 0, ground: 0, coding: 0 }
  const count = once(text, grown)
  console.log(
    `${String(count).padStart(6)} sentences  ${(total(grown) / count).toFixed(3)}  (${Object.entries(grown)
      .map(([room, ms]) => `${room} ${((ms as number) / count).toFixed(3)}`)
      .join(', ')})`,
  )
}
console.log(`\nmemory ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident`)
