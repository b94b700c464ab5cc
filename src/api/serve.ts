import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import type { Ledger } from '../ledger/index.ts'
import type { Resources } from '../pipeline/index.ts'
import { type Asset, createApp } from './app.ts'

const types: { [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

/** The built web app, read whole. Throws an error with code `web/missing` when it was not built. */
function readAssets(): Map<string, Asset> {
  const folder = ['../web', '../../dist/web']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(join(path, 'assets')))
  if (!folder)
    throw Object.assign(new Error('The web app has not been built. Run `npm run build`.'), { code: 'web/missing' })
  const assets = new Map<string, Asset>()
  const walk = (path: string, address: string) => {
    for (const name of readdirSync(path)) {
      const file = join(path, name)
      if (statSync(file).isDirectory()) walk(file, `${address}${name}/`)
      else
        assets.set(address + name, {
          body: new Uint8Array(readFileSync(file)),
          type: types[extname(name)] ?? 'application/octet-stream',
        })
    }
  }
  walk(folder, '/')
  return assets
}

/** Serves the API and the web app on the loopback address. Resolves, once it listens, with the address and a way to stop. */
export function startServer(options: {
  ledger: Ledger
  resources: Resources
  port: number
}): Promise<{ url: string; stop: () => Promise<void> }> {
  const app = createApp({ ...options, assets: readAssets(), hosts: ['127.0.0.1', 'localhost', '::1'] })
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: options.port }, ({ port }) =>
      resolve({ url: `http://127.0.0.1:${port}/`, stop: () => new Promise((done) => server.close(() => done())) }),
    )
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? Object.assign(
              new Error(`Port ${options.port} is taken. Choose another with --port, or 0 for any free one.`),
              { code: 'serve/port-taken' },
            )
          : error,
      ),
    )
  })
}
