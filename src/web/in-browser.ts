import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { startServer } from '../api/index.ts'
import { type Ledger, loadResources, openLedger, readInputs, readIntoLedger } from '../index.ts'

/** The browser of this machine that the tests and the screenshots use; undefined where there is none. */
export const browserProgram = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => existsSync(path))

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: browserProgram!,
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

/** A served ledger of its own, filled from files, with a browser to look at it. `close` ends all of it. */
export interface Served {
  browser: Browser
  ledger: Ledger
  url: string
  /** A page that notes every error and every request that leaves the machine. */
  open(path: string, width?: number, scheme?: 'light' | 'dark'): Promise<{ page: Page; errors: string[] }>
  close(): Promise<void>
}

/** Reads `sources` into a new ledger and serves it. */
export async function serveToBrowser(sources: string[]): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'detente-browser-'))
  const resources = loadResources()
  const ledger = await openLedger(join(folder, 'x.sqlite'))
  for await (const outcome of readIntoLedger(readInputs(sources), ledger, resources))
    if (outcome.issue) throw new Error(`${outcome.id}: ${outcome.issue.message}`)
  const server = await startServer({
    ledger,
    resources,
    port: 0,
    watch: { base: join(folder, 'x'), everyMs: 3_600_000, allowPrivate: true },
  })
  const browser = await launchBrowser()
  return {
    browser,
    ledger,
    url: server.url,
    async open(path, width = 1280, scheme = 'light') {
      const page = await browser.newPage({
        viewport: { width, height: width < 600 ? 844 : 900 },
        colorScheme: scheme,
        reducedMotion: 'reduce',
      })
      page.setDefaultTimeout(10_000)
      // a busy machine takes its time to load a page; how long is the benchmark's matter
      page.setDefaultNavigationTimeout(40_000)
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
      page.on(
        'request',
        (request) =>
          !/^(?:data|blob):/.test(request.url()) &&
          !request.url().startsWith(server.url) &&
          errors.push(`request to ${request.url()}`),
      )
      await page.goto(server.url + path)
      return { page, errors }
    },
    async close() {
      await browser.close()
      await server.stop()
      await ledger.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
