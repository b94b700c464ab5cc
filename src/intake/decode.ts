import { detect } from 'chardet'
import iconv from 'iconv-lite'

/**
 * Bytes as text. Order of trust: byte order mark, `charset` from the transport, the page's own declaration, valid UTF-8, detection.
 * `iso-8859-1` means windows-1252, as on the web. Never throws; bytes that fit no encoding become U+FFFD.
 */
export function decodeBytes(bytes: Uint8Array, charset?: string): { text: string; encoding: string } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const mark = markOf(buffer)
  if (mark) return { text: iconv.decode(buffer, mark), encoding: mark }
  const declared = known(charset) ?? known(declaredIn(buffer))
  if (declared && declared !== 'utf8') return { text: iconv.decode(buffer, declared), encoding: declared }
  const utf8 = validUtf8(buffer)
  if (utf8 !== null) return { text: utf8, encoding: 'utf8' }
  const guessed = known(detect(buffer.subarray(0, 65_536)) ?? undefined) ?? 'windows-1252'
  const encoding = guessed === 'utf8' ? 'windows-1252' : guessed
  return { text: iconv.decode(buffer, encoding), encoding }
}

function markOf(buffer: Buffer): string | null {
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return 'utf8'
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'utf-16le'
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return 'utf-16be'
  return null
}

function declaredIn(buffer: Buffer): string | undefined {
  const head = buffer.subarray(0, 2048).toString('latin1')
  return (
    /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ??
    /^<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1]
  )
}

function known(charset: string | undefined): string | undefined {
  if (!charset || !iconv.encodingExists(charset)) return undefined
  const name = charset.toLowerCase().replace(/[_-]/g, '')
  if (name === 'utf8') return 'utf8'
  if (['iso88591', 'latin1', 'ascii', 'usascii'].includes(name)) return 'windows-1252'
  return charset.toLowerCase()
}

function validUtf8(buffer: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer)
  } catch {
    return null
  }
}
