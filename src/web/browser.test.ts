import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeInput, loadResources } from '../index.ts'
import { browserProgram, launchBrowser } from './in-browser.ts'

describe.skipIf(!browserProgram)(
  `in a browser${browserProgram ? '' : ' (skipped: no chromium on this machine)'}`,
  () => {
    let browser: Browser
    let folder: string
    const resources = loadResources()

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'detente-pure-'))
      browser = await launchBrowser()
    }, 60_000)
    afterAll(async () => {
      await browser?.close()
      rmSync(folder, { recursive: true, force: true })
    })

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
  },
)
