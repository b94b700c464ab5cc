import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PairAnswer } from '../api/index.ts'
import { codeText, loadResources } from '../index.ts'
import { browserProgram, type Served, serveToBrowser } from './in-browser.ts'

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

/** What axe finds serious on a page, as readable lines. */
async function faults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run({ resultTypes: ['violations'], preload: false })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary}`))
  })
}

/** Waits until nothing on a page is still being read. */
async function settled(page: Page): Promise<void> {
  await expect.poll(() => page.locator('.waiting').count()).toBe(0)
}

describe.skipIf(!browserProgram)(`pages${browserProgram ? '' : ' (skipped: no chromium on this machine)'}`, () => {
  let served: Served
  let article: string
  let gallery: Awaited<ReturnType<Served['open']>> | undefined

  beforeAll(async () => {
    served = await serveToBrowser(['samples/dispatches', 'samples/dossiers/gbr-rus'])
    const { articles } = await served.ledger.articles()
    article = articles.find(({ title }) => title?.includes('Argentina and Chile'))!.key
    if (process.env.DETENTE_SOAK) mkdirSync('shots', { recursive: true })
  }, 120_000)
  afterAll(() => served?.close())

  const pages: [name: string, path: () => string, ready: string][] = [
    ['today', () => '?days=365', '#moved'],
    ['find', () => 'find?words=treaty', '.facet'],
    ['commitments', () => 'commitments', '.entry'],
    ['review', () => 'review', '.card'],
    ['article', () => `article/${article}`, '.note'],
    ['pairs', () => 'pair', '.pairs'],
    ['pair', () => 'pair/GBR/RUS', '#events'],
    ['pair-thin', () => 'pair/ETH/ERI', '#events'],
    ['world', () => 'world', '.land'],
    ['world-focus', () => 'world?country=RUS&view=network', '.node'],
    ['codebook', () => 'codebook', '.type'],
    ['codebook-type', () => 'codebook/ACCUSE', '.rule'],
    ['try', () => 'try', 'textarea'],
    ['nowhere', () => 'no/such/page', 'h1'],
  ]
  it.each(pages)('%s is whole and readable, light and dark, on a desk and in a hand', async (name, path, ready) => {
    // one page for all of them: what is loaded once is kept, as in a reader's browser
    gallery ??= await served.open('no/such/page')
    const { page, errors } = gallery
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(served.url + path())
    await page.locator(ready).first().waitFor()
    await settled(page)
    for (const [width, scheme, checked] of [
      [1280, 'light', true],
      [390, 'light', false],
      [390, 'dark', true],
      [1280, 'dark', false],
    ] as const) {
      await page.setViewportSize({ width, height: width < 600 ? 844 : 900 })
      await page.emulateMedia({ colorScheme: scheme })
      // Pictures to look at, where somebody wants them: `DETENTE_SOAK=1`.
      if (process.env.DETENTE_SOAK)
        await page.screenshot({ path: `shots/${name}-${width}-${scheme}.png`, fullPage: true })
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(beyond, `beyond the edge at ${width} px`).toBeLessThanOrEqual(0)
      if (checked) expect(await faults(page), `${width} px, ${scheme}`).toEqual([])
    }
    expect(errors.splice(0)).toEqual([])
  })

  it('shows an article with its coded words and, on choosing some, what was coded, by which rule and why not otherwise', async () => {
    const { page, errors } = await served.open(`article/${article}`)
    await page.locator('.text mark.q1').first().click()
    const note = page.locator('.note.open')
    await note.locator('dt', { hasText: 'Path' }).waitFor()
    const facts = await note.locator('dl').innerText()
    expect(facts).toMatch(/Rule\s+support\/\S+/)
    expect(facts).toMatch(/Trigger\s+signed/)
    expect(facts).toMatch(/Path\s+signed ←nsubj Argentina/)
    const words = await note.locator('blockquote').innerText()
    expect((await page.locator('article').innerText()).replace(/\s+/g, ' ')).toContain(
      words.split(' … ')[0]!.replace(/\s+/g, ' '),
    )
    await note.locator('a', { hasText: 'support/' }).click()
    await page.locator('.rule.meant').waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('keeps the view of a pair in its address and opens an event from the curve', async () => {
    const { page, errors } = await served.open('pair/GBR/RUS')
    await page.getByRole('button', { name: '30 days' }).click()
    await page.getByRole('button', { name: 'Goldstein' }).click()
    await expect.poll(() => new URL(page.url()).search).toBe('?curve=fast&scale=goldstein')
    await page.getByRole('button', { name: 'Goldstein', pressed: true }).waitFor()
    const slider = page.getByRole('slider')
    const readings = [await slider.getAttribute('aria-valuetext')]
    await slider.focus()
    await page.keyboard.press('Home')
    await expect.poll(() => slider.getAttribute('aria-valuetext')).not.toBe(readings[0])
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/not enough evidence \(n \d+|band .* n \d+, effective/)
    await page.locator('circle.dot').last().dispatchEvent('click')
    const row = page.locator('li.chosen')
    await row.waitFor()
    await page.reload()
    await row.waitFor()
    await row.locator('.cite a').click()
    await page.locator('.note.open').waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('draws who answers whom where enough is reported, and says what is wanting where it is not', async () => {
    const { page, errors } = await served.open('pair/GBR/RUS')
    const section = page.locator('section', { has: page.locator('#answers') })
    await section.waitFor()
    const { reciprocity } = (await (await fetch(`${served.url}api/v1/pairs/GBR/RUS`)).json()) as PairAnswer
    expect(await section.locator('svg').count()).toBe(reciprocity.responses.length)
    expect(await section.innerText()).toContain(reciprocity.findings[0] ?? reciprocity.basis)
    await page.goto(`${served.url}pair/ETH/ERI`)
    await section.getByText(/^Not enough is reported to tell who answers whom/).waitFor()
    expect(await section.locator('svg').count()).toBe(0)
    expect(errors).toEqual([])
    await page.close()
  })

  it('leads with what sources say, and colours no figure whose band reaches over zero', async () => {
    const { page } = await served.open('pair/GRC/TUR')
    await page.locator('#events').waitFor()
    expect(await page.locator('.answer').innerText()).toMatch(/^Warmer, by the word of one source \(Aegean Dispatch/)
    expect((await page.locator('h2').allInnerTexts())[0]).toBe('What sources say')
    const unclear = page.locator('.figure', { hasText: 'not clearly' })
    expect(await unclear.count()).toBeGreaterThan(0)
    expect(await unclear.locator('.warm, .cold').count()).toBe(0)
    await page.close()
  })

  it('shows the year where nothing moved in a month and no span was asked for', async () => {
    const { page } = await served.open('')
    await page.getByText('Nothing moved in 30 days').waitFor()
    expect(await page.getByRole('link', { name: 'United Kingdom and Russia' }).count()).toBeGreaterThan(0)
    await page.goto(`${served.url}?days=30`)
    await page.getByText('No pair of states with enough evidence').waitFor()
    await page.close()
  })

  it('leads from an article to the pair that it is about', async () => {
    const { page } = await served.open(`article/${article}`)
    await page.getByRole('link', { name: 'Argentina and Chile' }).click()
    await page.locator('#events').waitFor()
    expect(new URL(page.url()).pathname).toBe('/pair/ARG/CHL')
    await page.close()
  })

  it('says "not enough evidence" and gives no number where there is not enough', async () => {
    const { page } = await served.open('pair/ETH/ERI?curve=fast')
    await page.locator('.figure').first().waitFor()
    for (const figure of await page.locator('.figure').allInnerTexts())
      expect(figure).toMatch(
        /not enough evidence\s+n \d+, effective \d|[+−]?\d+\.\d\s+(?:leans (?:friendly|hostile), not clearly\s+)?band .+ to .+\s+n \d+/,
      )
    await page.goto(`${served.url}pair/NOR/SWE`)
    await expect.poll(() => page.locator('.figure .none').count()).toBe(3)
    expect(await page.locator('.figure .value').count()).toBe(0)
    await page.close()
  })

  it('hands out the picture of a pair as SVG and PNG and its data as CSV', async () => {
    const { page, errors } = await served.open('pair/GBR/RUS')
    const taken = async (name: string, role: 'button' | 'link') => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole(role, { name, exact: true }).click(),
      ])
      return { name: file.suggestedFilename(), bytes: readFileSync((await file.path())!) }
    }
    const svg = await taken('SVG', 'button')
    expect(svg.name).toBe('GBR-RUS-temperature.svg')
    expect(svg.bytes.toString()).toMatch(/^<svg [\s\S]*<title>United Kingdom and Russia[\s\S]*fill="rgb/)
    expect(svg.bytes.toString()).not.toMatch(/class=|var\(/)
    const png = await taken('PNG', 'button')
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG')
    expect((await taken('Curve, CSV', 'link')).bytes.toString()).toMatch(
      /^from,to,start,end,half_life,line,value,band_low,band_high,n,/,
    )
    expect(errors).toEqual([])
    await page.close()
  })

  it('reads with the keyboard alone', async () => {
    const { page, errors } = await served.open('')
    await page.locator('.articles a').first().focus()
    await page.keyboard.press('Enter')
    await page.locator('.note').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await expect.poll(() => page.locator('.note.open').count()).toBe(1)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.note.open').count()).toBe(0)
    expect(errors).toEqual([])
    await page.close()
  })

  it('reads, reviews and corrects an article with the keyboard alone', async () => {
    const { page, errors } = await served.open(`article/${article}`)
    await page.locator('.note').first().waitFor()
    const press = (...keys: string[]) =>
      keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve())
    const note = page.locator('.note.open')
    // the first notes may be of what is said or promised; a type is chosen for events alone
    const before = await page.evaluate(() =>
      [...document.querySelectorAll('.note')].findIndex(({ className }) => /\bq[1-4]\b/.test(className)),
    )
    for (let i = 0; i <= before; i++) await press('j')
    await press('a')
    await page.getByLabel('Decisions are signed').waitFor()
    await page.keyboard.type('Ada')
    await press('Enter')
    await note.getByText('Ada accepted').waitFor()
    await note.locator('.decided', { hasText: 'accepted' }).waitFor()
    await press('e')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT')
    await page.keyboard.type('CONSULT')
    for (let i = 0; i < 60 && (await page.evaluate(() => document.activeElement?.textContent)) !== 'Save'; i++)
      await press('Tab')
    await press('Enter')
    await note.getByText('Ada edited').waitFor()
    await note.locator('.decided', { hasText: 'edited: now CONSULT' }).waitFor()
    await press('u')
    await note.locator('.decided', { hasText: 'accepted' }).waitFor()
    await press('c')
    await page.keyboard.type('signed in Rome, says the caption')
    await press('Enter')
    await note.getByText('signed in Rome, says the caption').waitFor()
    await press('Escape', 'j', 'x')
    await page.locator('.note.rejected').waitFor()
    const history = await served.ledger.history()
    expect(history.map(({ by, action }) => `${by} ${action}`)).toEqual([
      'Ada accept',
      'Ada edit',
      'Ada undo',
      'Ada comment',
      'Ada reject',
    ])
    expect(errors).toEqual([])
    await page.close()
  })

  it('goes through the review queue with the keyboard and takes a decision back', async () => {
    const { page, errors } = await served.open('review')
    await page.getByLabel('Decisions are signed').fill('Bo')
    await page.getByLabel('Decisions are signed').press('Enter')
    await page.locator('h1').click()
    const who = () => page.locator('.card .who').innerText()
    const first = await who()
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('x')
    await page.getByText('Bo rejected').waitFor()
    await page.keyboard.press('u')
    await page.getByText('Bo took back a decision').waitFor()
    await expect.poll(who).toBe(first)
    expect(errors).toEqual([])
    await page.close()
  })

  it('puts happenings together and takes one apart with the keyboard, and takes both back', async () => {
    const happenings = await served.ledger.happenings({ pair: ['GBR', 'RUS'] })
    const beside = (of: (typeof happenings)[number]) =>
      happenings.find(({ id, date }) => date?.start === of.date?.start && id !== of.id)
    const several = happenings.find((each) => each.reports.length === 2 && each.sources[0]!.title && beside(each))!
    const one = beside(several)!
    const told = (await served.ledger.report(several.reports[0]!))!
    const { page, errors } = await served.open(`article/${told.article}?words=${told.words.slice(0, 40)}`)
    await page.evaluate(() => localStorage.setItem('reviewer', 'Cy'))
    await page.reload()
    const reportsNow = async () => (await served.ledger.happening(several.reports[0]!))!.reports
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key)
    }
    /** Walks to a control of the dialog and uses it. */
    const use = async (control: ReturnType<typeof page.locator>, key: string) => {
      for (let i = 0; i < 80 && !(await control.evaluate((element) => element === document.activeElement)); i++)
        await press('Tab')
      await press(key)
    }
    await page.locator('.note.open').waitFor()
    await press('m')
    const dialog = page.getByRole('dialog')
    await use(dialog.getByRole('group', { name: 'Its reports' }).getByRole('checkbox').first(), 'Space')
    await use(dialog.getByRole('button', { name: 'Take apart' }), 'Enter')
    await page.getByText('Cy took apart').first().waitFor()
    expect(await reportsNow()).toHaveLength(1)
    await press('u')
    await page.getByText('Cy took back a decision').waitFor()
    expect(await reportsNow()).toEqual(several.reports)
    await press('m')
    await use(dialog.locator(`input[value="${one.id}"]`), 'Space')
    await use(dialog.getByRole('button', { name: 'Put together' }), 'Enter')
    await page.getByText('Cy put together').waitFor()
    expect(await reportsNow()).toEqual([...several.reports, ...one.reports].sort())
    await press('u')
    await expect.poll(reportsNow).toEqual(several.reports)
    await page.close()

    const review = await served.open(
      `review?item=${(await served.ledger.reviewQueue({ limit: 50 })).at(3)!.happening.id}`,
    )
    await review.page.getByText(/^4 of 50/).waitFor()
    await review.page.keyboard.press('m')
    await review.page.getByRole('dialog').getByText('The same as').waitFor()
    await review.page.keyboard.press('Escape')
    await expect.poll(() => review.page.getByRole('dialog').count()).toBe(0)
    expect([...errors, ...review.errors]).toEqual([])
    await review.page.close()
  })

  it('has a sample drawn, coded blind by two people and compared', async () => {
    const { page, errors } = await served.open('review')
    await page.getByLabel('New sample').fill('spring')
    await page.getByLabel('Passages').fill('2')
    await page.getByRole('button', { name: 'Draw' }).click()
    for (const [coder, type] of [
      ['Dot', 'ACCUSE'],
      ['Eve', 'no event'],
    ] as const) {
      await page.evaluate((name) => localStorage.setItem('reviewer', name), coder)
      await page.goto(`${served.url}review`)
      if (coder === 'Eve') await page.getByRole('button', { name: 'Agreement', disabled: true }).waitFor()
      await page.getByRole('button', { name: 'Code it' }).click()
      await page.getByText('0 of 2 done').waitFor()
      expect(await page.locator('main').innerText()).not.toMatch(/\brule\b|confidence|Dot /)
      for (const done of [1, 2]) {
        await page.getByRole('button', { name: type, exact: true }).click()
        await page.getByText(`${done} of 2 done`).waitFor()
      }
      await page.getByRole('button', { name: 'Back to review' }).click()
    }
    await page.getByText('Dot 2, Eve 2').waitFor()
    await page.getByRole('button', { name: 'Agreement' }).click()
    const table = page.locator('.figures table')
    await table.waitFor()
    expect(await table.innerText()).toMatch(/type, Dot and Eve\s+nominal\s+−?\d\.\d\d/)
    await expect.poll(() => page.getByText(/Krippendorff/).count()).toBeGreaterThan(0)
    expect(errors).toEqual([])
    await page.close()
  })

  it('finds by words, narrows by facet and keeps a search', async () => {
    const { page, errors } = await served.open('find')
    await page.getByLabel('Words in the article').fill('Beagle')
    await page.getByLabel('Words in the article').press('Enter')
    await page.getByRole('button', { name: 'Argentina', exact: true }).click()
    await page.getByRole('button', { name: '1984', exact: true }).click()
    await expect
      .poll(() => new URL(page.url()).search)
      .toBe('?words=Beagle&country=ARG&since=1984-01-01&until=1984-12-31')
    await page.getByRole('button', { name: 'Save this search' }).click()
    await page.goto(`${served.url}find`)
    await page.getByRole('button', { name: /^“Beagle”, ARG/ }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('words')).toBe('Beagle')
    await expect.poll(() => page.locator('.line').count()).toBeGreaterThan(0)
    expect(errors).toEqual([])
    await page.close()
  })

  it('reads a pasted article and shows its progress', async () => {
    const { page, errors } = await served.open('')
    await page
      .getByLabel(/^Paste an article/)
      .fill(
        'QUITO -- Ecuador thanked Peru on Monday for opening the border bridge. President Rafael Correa met his counterpart Ollanta Humala.',
      )
    await page.locator('#published').fill('2012-03-06')
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.getByText('1 article read.').waitFor()
    await page.locator('.progress a').click()
    await page.locator('.note').first().waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('watches a feed: adds it, shows its progress, polls it when told, takes it away', async () => {
    const site = createServer((request, response) => {
      const story = `http://${request.headers.host}/story`
      if (request.url === '/feed')
        response
          .writeHead(200, { 'content-type': 'application/rss+xml' })
          .end(
            `<rss version="2.0"><channel><title>Post</title><item><title>Thanks</title><link>${story}</link></item></channel></rss>`,
          )
      else if (request.url === '/story')
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(
            '<title>A bridge of thanks</title><article><p>QUITO -- Ecuador thanked Peru on 6 March 2012 for opening the border bridge.</p></article>',
          )
      else response.writeHead(404).end()
    })
    await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
    const host = `127.0.0.1:${(site.address() as AddressInfo).port}`
    const { page, errors } = await served.open('')
    await page.getByLabel('Address of a feed').fill(`http://${host}/feed`)
    await page.getByLabel('Address of a feed').press('Enter')
    await page.getByText(/^1 new article, /).waitFor()
    expect(await served.ledger.record(`http://${host}/story`)).not.toBeNull()
    await page.getByRole('button', { name: `Poll ${host}/feed now` }).click()
    await page.getByText(/^Nothing new, .*; next /).waitFor()
    await page.getByRole('button', { name: `Stop watching ${host}/feed` }).click()
    await expect.poll(() => page.locator('.feed').count()).toBe(0)
    expect(errors).toEqual([])
    await page.close()
    site.closeAllConnections()
    await new Promise((done) => site.close(done))
  })

  it('tells what is new since the last visit until it was seen', async () => {
    const { page, errors } = await served.open('')
    await page.getByText('From your next visit on').waitFor()
    await page.evaluate(() => {
      const { now } = JSON.parse(localStorage.getItem('visits')!)
      const seen = now.pairs['GBR RUS']
      seen.reading.value += 6
      seen.reading.band = [seen.reading.value - 1, seen.reading.value + 1]
      localStorage.setItem('visits', JSON.stringify({ before: null, now: { ...now, at: '2020-01-01T08:00:00Z' } }))
    })
    await page.reload()
    const section = page.getByRole('region', { name: /^New since 1 Jan 2020/ })
    await section.getByText('Left its band').waitFor()
    expect(await section.innerText()).toMatch(
      /United Kingdom and Russia[\s\S]*Now .*band .* n \d+.*; then .*band .* n \d+/,
    )
    await page.getByRole('button', { name: 'I have seen this' }).click()
    await page.getByText(/No change was confirmed and no temperature left its band/).waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('shows hostile article text as harmless words on every page and in the brief', async () => {
    const nasty = [
      'LIMA, Peru -- Peru expelled the Libyan ambassador on Tuesday, <script>document.title="hacked"</script> said President Alan \u202eGarcia\u202c.',
      'Libya <img src=x onerror="document.title=\'hacked\'"> condemned Peru on Wednesday. Peru agreed with Libya to meet "><svg onload=document.title=1> in Quito.',
      'Peru\u200b thanked\ufeff Chile on Monday.',
    ].join('\n\n')
    const title = 'Peru Expels <b onmouseover="document.title=\'hacked\'">Envoy</b> \u2066of Libya'
    const resources = loadResources()
    const coded = codeText(nasty, resources, { date: '2011-02-23', title, outlet: '"><script>alert(1)</script>' })
    // a last line of ten megabytes without a blank
    const record = { ...coded, text: `${coded.text}\n\n${'x'.repeat(10_000_000)}` }
    expect(record.events.length).toBeGreaterThan(0)
    await served.ledger.file(record)
    await served.ledger.formHappenings()
    const { page, errors } = await served.open('no/such/page')
    for (const path of [
      `article/${record.key}`,
      'pair/PER/LBY',
      'find?words=Libyan',
      'commitments?country=PER',
      'review?country=PER',
      'world?country=PER',
      '',
    ]) {
      await page.goto(served.url + path)
      await page.waitForLoadState('networkidle')
      expect(await page.locator('main').innerText(), path).not.toMatch(/[\u200b\ufeff\u202a-\u202e\u2066-\u2069]/)
      expect(await page.title(), path).toMatch(/Détente$/)
      expect(await page.locator('main script, main img, main b[onmouseover], main [onload]').count(), path).toBe(0)
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        path,
      ).toBeLessThanOrEqual(0)
      expect(errors, path).toEqual([])
    }
    await page.close()
    const brief = await (await fetch(`${served.url}api/v1/pairs/PER/LBY/brief.html`)).text()
    expect(brief).toMatch(/Libya/)
    expect(brief).not.toMatch(/<script|<img|<svg onload|<b onmouseover/)
  }, 90_000)

  it('loads less than 200 KB of gzipped script', async () => {
    const { page, errors } = await served.open('pair/GBR/RUS')
    await page.locator('#events').waitFor()
    const sizes = await page.evaluate(async () => {
      const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'))
      const gzipped = await Promise.all(
        scripts.map(async ({ name }) => {
          const body = (await fetch(name)).body!.pipeThrough(new CompressionStream('gzip'))
          return (await new Response(body).arrayBuffer()).byteLength
        }),
      )
      return gzipped.reduce((sum, size) => sum + size, 0)
    })
    expect(sizes).toBeGreaterThan(10_000)
    expect(sizes).toBeLessThan(200_000)
    expect(errors).toEqual([])
    await page.close()
  })

  it('codes a pasted text and shows hostile words as words', async () => {
    const { page, errors } = await served.open('try')
    await page
      .getByLabel('Article')
      .fill('Peru thanked Chile on Monday. <img src=x onerror="document.title=\'hacked\'"> Officials \u202espoke.')
    await page.getByRole('button', { name: 'Code it' }).click()
    await page.locator('.note').first().waitFor()
    const text = await page.locator('.text').innerText()
    expect(text).toContain('<img src=x')
    expect(text).toContain('Officials spoke')
    expect(await page.title()).toBe('Try a text · Détente')
    expect(errors).toEqual([])
    await page.close()
  })

  it('says so when an article is not there', async () => {
    const { page } = await served.open('article/00000000000000000000000000000000')
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('no article with this key')
    await page.close()
  })
})
