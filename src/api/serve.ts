import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import type { Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import type { Ledger } from '../ledger/index.ts'
import type { Resources } from '../pipeline/index.ts'
import { type Asset, createApp } from './app.ts'
import type { WatchSettings } from './watched-feeds.ts'

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

const loopback = ['127.0.0.1', 'localhost', '::1']

/** Thrown before anything listens: an address beyond this machine without a token. */
export class ServeError extends Error {
  readonly code = 'serve/token-needed'
}

/**
 * Serves the API and the web app, on the loopback address unless another `host` is given; then a `token` must be given too, and `names` are the further
 * host names it answers to. Resolves, once it listens, with the address and a way to stop.
 */
export async function startServer(options: {
  ledger: Ledger
  resources: Resources
  port: number
  host?: string
  token?: string
  names?: string[]
  watch: WatchSettings
}): Promise<{ url: string; stop: () => Promise<void> }> {
  const { host = '127.0.0.1', token, names = [] } = options
  if (!loopback.includes(host) && !token)
    throw new ServeError('To listen beyond this machine a token is needed. Give one with --token, or leave --host out.')
  const everywhere = host === '0.0.0.0' || host === '::'
  const own = everywhere
    ? Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address))
    : [host]
  const hosts = [...loopback, ...own, ...names].map((name) => name.toLowerCase())
  const { app, warm, stop } = createApp({ ...options, assets: readAssets(), hosts })
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port: options.port }, ({ port }) => {
      // Whoever asks meanwhile waits for it, and what fails is told to them.
      warm().catch(() => {})
      resolve({
        url: `http://${everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}/`,
        stop: async () => {
          const closed = new Promise<void>((done) => server.close(() => done()))
          await stop()
          await closed
        },
      })
    })
    // What is no HTTP never reaches the app; it is told so in the same shape.
    server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
      if (!socket.writable) return socket.destroy()
      const tooLong = error.code === 'HPE_HEADER_OVERFLOW'
      const body = JSON.stringify({
        error: {
          code: 'api/bad-request',
          message: tooLong ? 'The head of the request is too long.' : 'This is not HTTP as this server reads it.',
        },
      })
      socket.end(
        `HTTP/1.1 ${tooLong ? '431 Request Header Fields Too Large' : '400 Bad Request'}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
      )
    })
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
