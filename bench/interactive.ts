// `npm run bench:web`: how soon each page of the web app can be used, on the sample ledger, in this machine's chromium. A page can be used once what it
// waits for is there and no task of more than 50 ms runs any more; one warm-up, then the median of five loads, each in a browser context of its own.
import { serveToBrowser } from '../src/web/in-browser.ts'

const served = await serveToBrowser(['samples/dispatches', 'samples/dossiers/gbr-rus'])
const { articles } = await served.ledger.articles({ limit: 1 })
const pages: [name: string, path: string, ready: string][] = [
  ['today', '', '#moved'],
  ['article', `article/${articles[0]!.key}`, '.note'],
  ['pair', 'pair/GBR/RUS', '#events'],
  ['world', 'world', '.land'],
  ['find', 'find?words=treaty', '.facet'],
  ['commitments', 'commitments', '.entry'],
  ['review', 'review', '.card'],
  ['codebook', 'codebook', '.type'],
]
const rounds = 5

/** Milliseconds until the page can be used, and the longest wait for an answer of the API. */
async function load(path: string, ready: string): Promise<{ usable: number; server: number }> {
  const page = await served.browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.addInitScript((selector) => {
    const seen = { shown: 0, busy: 0 }
    Object.assign(window, { seen })
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) seen.busy = Math.max(seen.busy, task.startTime + task.duration)
    }).observe({ type: 'longtask', buffered: true })
    new MutationObserver(() => {
      if (!seen.shown && document.querySelector(selector)) seen.shown = performance.now()
    }).observe(document, { childList: true, subtree: true })
  }, ready)
  await page.goto(served.url + path)
  await page.locator(ready).first().waitFor()
  await page.waitForLoadState('networkidle')
  const found = await page.evaluate(() => {
    const { seen } = window as unknown as { seen: { shown: number; busy: number } }
    const answers = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/'))
    const waits = (answers as PerformanceResourceTiming[]).map((each) => each.responseStart - each.requestStart)
    return { usable: Math.max(seen.shown, seen.busy), server: Math.max(0, ...waits) }
  })
  await page.close()
  return found
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
try {
  console.log('page          usable after   longest answer')
  for (const [name, path, ready] of pages) {
    await load(path, ready)
    const loads: { usable: number; server: number }[] = []
    for (let i = 0; i < rounds; i++) loads.push(await load(path, ready))
    const usable = median(loads.map((each) => each.usable))
    const server = median(loads.map((each) => each.server))
    console.log(`${name.padEnd(12)}${usable.toFixed(0).padStart(11)} ms${server.toFixed(0).padStart(14)} ms`)
  }
} finally {
  await served.close()
}
