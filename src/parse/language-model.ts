import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { ByteReader, ByteWriter } from './bytes.ts'
import { type LemmaTables, readLemmaTables, writeLemmaTables } from './lemmatizer.ts'
import { loadNeuralParser, type NeuralParser } from './neural/index.ts'
import { sha256Hex } from './sha256.ts'

/** Raised with every change of the file's layout or of a feature. */
export const MODEL_VERSION = 1

const MAGIC = 'detente language model'

/** A loaded English model. Its inside is the room's own affair. */
export interface LanguageModel {
  readonly hash: string
  readonly parser: NeuralParser
  readonly lemmas: LemmaTables
}

/** The model file: a header with format version and SHA-256 of the payload, then the payload: the parser's own bytes after their length, and the lemma tables. */
export function sealModel(parser: Uint8Array, lemmas: LemmaTables): Uint8Array {
  const payload = new ByteWriter()
  payload.varint(parser.length)
  payload.align()
  payload.bytes(parser)
  writeLemmaTables(lemmas, payload)
  const bytes = payload.done()
  const out = new ByteWriter()
  out.text(MAGIC)
  out.varint(MODEL_VERSION)
  out.bytes(sha256(bytes))
  out.bytes(bytes)
  return out.done()
}

/**
 * Makes a model of the bytes of a model file. Throws an error with `code` "model-format" when the bytes are no model file, "model-version" when the file was
 * made for another version of this room, "model-damaged" when its content does not match the hash in its header.
 */
export function loadLanguageModel(bytes: Uint8Array): LanguageModel {
  const header = readHeader(bytes)
  if (header.version !== MODEL_VERSION) {
    throw modelError(
      'model-version',
      `the model file has format ${header.version}, this program reads ${MODEL_VERSION}; install the model of the same release or train it again (npm run train)`,
    )
  }
  const found = sha256Hex(header.payload)
  if (found !== header.hash) {
    throw modelError(
      'model-damaged',
      `the model file's content hashes to ${found.slice(0, 12)}…, its header says ${header.hash.slice(0, 12)}…; fetch the file again`,
    )
  }
  const input = new ByteReader(header.payload)
  const length = input.varint()
  input.align()
  const parser = loadNeuralParser(input.take(length))
  const lemmas = readLemmaTables(input)
  return Object.freeze({ hash: `sha256:${found}`, parser, lemmas })
}

function readHeader(bytes: Uint8Array): { version: number; hash: string; payload: Uint8Array } {
  try {
    const input = new ByteReader(bytes)
    if (bytes[0] === MAGIC.length && input.text() === MAGIC) {
      const version = input.varint()
      const hash = bytesToHex(input.take(32))
      return { version, hash, payload: input.rest() }
    }
  } catch (cause) {
    throw modelError('model-format', 'the model file ends within its header; fetch the file again', cause)
  }
  throw modelError(
    'model-format',
    `${bytes.length} bytes that do not begin with "${MAGIC}"; a language model file (models/en.bin) was expected`,
  )
}

function modelError(code: string, message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code })
}

/** The hash that names the model: "sha256:" and 64 hexadecimal digits, taken over the file's payload. */
export function languageModelHash(model: LanguageModel): string {
  return model.hash
}
