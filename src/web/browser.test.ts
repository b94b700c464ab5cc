import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../api/index.ts'
import { codeInput, loadResources, openLedger, readInputs, readIntoLedger } from '../index.ts'

const program = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => existsSync(path))

describe.skipIf(!program)(`in a browser${program ? '' : ' (skipped: no chromium on this machine)'}`, () => {
  let browser: Browser
  let folder: string
  let url: string
  const stops: (() => Promise<unknown>)[] = []
  const resources = loadResources()

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'detente-browser-'))
    browser = await chromium.launch({
      executablePath: program!,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
    const ledger = await openLedger(join(folder, 'x.sqlite'))
    for await (const outcome of readIntoLedger(readInputs(['samples/dispatches']), ledger, resources))
      expect(outcome.issue).toBeUndefined()
    const server = await startServer({ ledger, resources, port: 0 })
    url = server.url
    stops.push(server.stop, () => ledger.close())
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    for (const stop of stops) await stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** A page that fails the test on any error and on any request that leaves the machine. */
  async function open(
    path: string,
    width = 1280,
    scheme: 'light' | 'dark' = 'light',
  ): Promise<{ page: Page; errors: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme })
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    page.on('request', (request) => !request.url().startsWith(url) && errors.push(`request to ${request.url()}`))
    await page.goto(url + path)
    return { page, errors }
  }

  it('codes one sample with the same record as Node', async () => {
    await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        outDir: join(folder, 'pure'),
        lib: { entry: 'src/pure.ts', formats: ['es'], fileName: 'pure' },
        minify: false,
      },
    })
    const files = new Map<string, Uint8Array>([
      [
        '/',
        Buffer.from(
          '<!doctype html><title>x</title><script type="module">import * as pure from "/pure.js"; window.pure = pure</script>',
        ),
      ],
      ['/pure.js', readFileSync(join(folder, 'pure/pure.js'))],
    ])
    for (const name of ['model', 'lexicon', 'rules', 'discourse', 'relate'])
      files.set(`/${name}.bin`, readFileSync(`dist/resources/${name}.bin`))
    const server: Server = createServer((request, response) => {
      const body = files.get(request.url ?? '')
      response
        .writeHead(body ? 200 : 404, {
          'content-type': request.url?.endsWith('.js')
            ? 'text/javascript'
            : request.url === '/'
              ? 'text/html'
              : 'application/octet-stream',
        })
        .end(body)
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    try {
      const page = await browser.newPage()
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
      await page.waitForFunction('window.pure !== undefined')
      const input = {
        id: 'sample',
        page: {
          id: 'sample',
          kind: 'html' as const,
          content: readFileSync('samples/dispatches/2018-ethiopia-eritrea.html', 'utf8'),
        },
      }
      const there = await page.evaluate(async (given) => {
        const bytes = async (name: string) => new Uint8Array(await (await fetch(`/${name}.bin`)).arrayBuffer())
        const { openResources, codeInput: code } = (window as unknown as { pure: typeof import('../pure.ts') }).pure
        const opened = openResources({
          model: await bytes('model'),
          lexicon: await bytes('lexicon'),
          rules: await bytes('rules'),
          discourse: await bytes('discourse'),
          relate: await bytes('relate'),
        })
        return JSON.stringify(code(given, opened))
      }, input)
      expect(JSON.parse(there)).toEqual(JSON.parse(JSON.stringify(codeInput(input, resources))))
    } finally {
      server.close()
    }
  }, 90_000)

  it.each([
    [1280, 'light'],
    [390, 'dark'],
  ] as const)(
    'shows an article with its coded words and, on selecting one, what was coded and why (%d px, %s)',
    async (width, scheme) => {
      const { page, errors } = await open('', width, scheme)
      await page.getByRole('link', { name: 'Argentina and Chile Sign Peace Treaty at the Vatican' }).click()
      await page.locator('.text .span').first().click()
      const card = page.locator('.card.on')
      await expect.poll(() => card.count()).toBe(1)
      expect(await card.locator('dl').innerText()).toMatch(/Rule/)
      const words = await card.locator('blockquote').innerText()
      expect((await page.locator('article').innerText()).replace(/\s+/g, ' ')).toContain(
        words.split(' … ')[0]!.replace(/\s+/g, ' '),
      )
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
      expect(errors).toEqual([])
      await page.close()
    },
  )

  it('reads with the keyboard alone', async () => {
    const { page, errors } = await open('')
    await page.locator('.articles a').first().focus()
    await page.keyboard.press('Enter')
    await page.locator('.card').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await expect
      .poll(() => page.locator('.card.on').getAttribute('id'))
      .toBe(await page.locator('.card').nth(1).getAttribute('id'))
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.card.on').count()).toBe(0)
    expect(errors).toEqual([])
    await page.close()
  })

  it('codes a pasted text and shows hostile words as words', async () => {
    const { page, errors } = await open('try')
    await page
      .getByLabel('Article')
      .fill('Peru thanked Chile on Monday. <img src=x onerror="document.title=\'hacked\'"> Officials spoke.')
    await page.getByRole('button', { name: 'Code it' }).click()
    await page.locator('.card').first().waitFor()
    expect(await page.locator('.text').innerText()).toContain('<img src=x')
    expect(await page.title()).toBe('Détente')
    expect(errors).toEqual([])
    await page.close()
  })

  it('says so when an article is not there', async () => {
    const { page } = await open('article/00000000000000000000000000000000')
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('no article with this key')
    await page.close()
  })
})
