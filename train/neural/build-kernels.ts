import { readFileSync, writeFileSync } from 'node:fs'
import asc from 'assemblyscript/asc'

/** The folders with a kernels.as and the kernels-wasm.ts made from it. */
export const KERNEL_FOLDERS = ['src/parse/neural', 'src/coding/relate'] as const

/** Where a file of such a folder lies. */
export const inFolder = (folder: string, name: string) => new URL(`../../${folder}/${name}`, import.meta.url)

/** Compiles the kernels of a folder and returns the text of kernels-wasm.ts; throws with the compiler's own message. */
export async function compileKernels(folder: string): Promise<string> {
  let wasm: Uint8Array | undefined
  const source = readFileSync(inFolder(folder, 'kernels.as'), 'utf8')
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
    throw Object.assign(new Error(`${folder}/kernels.as does not compile: ${stderr.toString()}`), {
      code: 'kernels-compile',
    })
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
  for (const folder of KERNEL_FOLDERS) writeFileSync(inFolder(folder, 'kernels-wasm.ts'), await compileKernels(folder))
