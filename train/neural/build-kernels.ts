import { readFileSync, writeFileSync } from 'node:fs'
import asc from 'assemblyscript/asc'

const SOURCE = new URL('../../src/parse/neural/kernels.as', import.meta.url)
const TARGET = new URL('../../src/parse/neural/kernels-wasm.ts', import.meta.url)

/** Compiles the kernels and returns the text of kernels-wasm.ts; throws with the compiler's own message. */
export async function compileKernels(): Promise<string> {
  let wasm: Uint8Array | undefined
  const source = readFileSync(SOURCE, 'utf8')
  const { error, stderr } = await asc.main(
    ['kernels.ts', '-o', 'kernels.wasm', '-O3', '--runtime', 'stub', '--enable', 'simd', '--noAssert'],
    {
      readFile: (name: string) => (name === 'kernels.ts' ? source : null),
      writeFile: (_name: string, data: Uint8Array | string) => {
        if (typeof data !== 'string') wasm = data
      },
      listFiles: () => [],
    },
  )
  if (error || !wasm)
    throw Object.assign(new Error(`kernels.as does not compile: ${stderr.toString()}`), { code: 'kernels-compile' })
  const lines = Buffer.from(wasm)
    .toString('base64')
    .match(/.{1,116}/g)!
  return `/** kernels.as compiled to WebAssembly, base64; made by train/neural/build-kernels.ts, never edited by hand. */
export const KERNELS_BASE64 = \`
${lines.join('\n')}
\`
`
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split('/').pop()!))
  writeFileSync(TARGET, await compileKernels())
