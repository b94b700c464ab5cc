// `npm run screenshots`: article, pair and world pages of the sample ledger as pictures for the README, written to docs/images.
import { mkdirSync } from 'node:fs'
import { serveToBrowser } from '../src/web/in-browser.ts'

const served = await serveToBrowser(['samples/dispatches', 'samples/dossiers'])
try {
  mkdirSync('docs/images', { recursive: true })
  const { articles } = await served.ledger.articles({ limit: 200 })
  const treaty = articles.find(({ title }) => title?.includes('Argentina and Chile'))
  if (!treaty) throw new Error('The sample about the Beagle treaty is not in the ledger. Have the samples changed?')
  for (const [name, path, ready, height] of [
    ['article', `article/${treaty.key}?words=both+governments+accepted+his+mediation`, '.note.open', 880],
    ['pair', 'pair/GBR/RUS', '#events', 1580],
    ['world', 'world?as-of=2008-12-20&view=map', '.land', 890],
  ] as const) {
    const { page, errors } = await served.open(path)
    await page.setViewportSize({ width: 1280, height })
    await page.locator(ready).first().waitFor()
    await page.waitForLoadState('networkidle')
    await page.evaluate(() => scrollTo(0, 0))
    await page.screenshot({ path: `docs/images/${name}.png` })
    if (errors.length) throw new Error(`${path}: ${errors.join('; ')}`)
    console.error(`docs/images/${name}.png`)
  }
} finally {
  await served.close()
}
