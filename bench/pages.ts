// `npm run bench`, pages a second of the article room alone: our pages, each made as heavy as pages of news sites are (menus, scripts,
// comments, teasers: about 120 KB), one core, warm. Then cost as a page grows, and hostile text: time for n against 4 n.
import '../src/languages.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { readArticle } from '../src/article/index.ts'

const folder = 'eval/pages'
const menu = `<nav class="mega-menu"><ul>${Array.from({ length: 220 }, (_, i) => `<li class="menu-item menu-item-${i}"><a href="/section/${i}" data-track="nav-${i}">Section number ${i}</a></li>`).join('')}</ul></nav>`
const script = `<script>window.data=${JSON.stringify(Array.from({ length: 500 }, (_, i) => ({ id: i, label: `item ${i}`, url: `/x/${i}` })))}</script><style>${'.a{color:red}'.repeat(1500)}</style>`
const teasers = `<div class="river">${Array.from({ length: 60 }, (_, i) => `<div class="card teaser"><a href="/story/${i}"><img src="/i/${i}.jpg" alt=""><h3 class="card__title">A teaser for another story, number ${i}</h3></a><p class="card__text">Two ministers met again on day ${i}, and neither said what about.</p><span class="card__time">${i} hours ago</span></div>`).join('')}</div>`
const comments = `<div id="comments" class="comments">${Array.from({ length: 40 }, (_, i) => `<div class="comment" id="c${i}"><span class="user">reader ${i}</span><p>I have read this twice, and I still think that number ${i} is the better answer, whatever they say.</p></div>`).join('')}</div>`
const pages = readdirSync(folder)
  .filter((name) => name.endsWith('.html'))
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
  .map((html) =>
    html
      .replace(/<\/head>/i, `${script}</head>`)
      .replace(/(<body[^>]*>)/i, `$1${menu}`)
      .replace(/<\/body>/i, `${teasers}${comments}${script}</body>`),
  )

const read = (content: string) => readArticle({ id: 'bench', kind: 'html', content })
for (let warm = 0; warm < 3; warm++) for (const page of pages) read(page)
let best = Number.POSITIVE_INFINITY
for (let round = 0; round < 5; round++) {
  const began = process.cpuUsage()
  for (const page of pages) read(page)
  const { user, system } = process.cpuUsage(began)
  best = Math.min(best, (user + system) / 1000)
}
const bytes = pages.reduce((sum, page) => sum + page.length, 0) / pages.length
console.log(
  `article room: ${((1000 * pages.length) / best).toFixed(0)} pages/s of ${(bytes / 1000).toFixed(0)} KB, by processor time, best of 5 rounds`,
)
