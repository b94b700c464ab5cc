import { detect } from 'chardet'
import iconv from 'iconv-lite'

/**
 * Bytes as text. Order of trust: byte order mark, `charset` from the transport, valid UTF-8, the page's own declaration, detection. Valid UTF-8
 * that is not plain ASCII is believed against a declaration: no other encoding looks like it by chance. Labels mean what they mean on the web
 * (`iso-8859-1` is windows-1252, `x-user-defined` in a page too). Never throws; bytes that fit no encoding become U+FFFD.
 */
export function decodeBytes(bytes: Uint8Array, charset?: string): { text: string; encoding: string } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const mark = markOf(buffer) ?? wideOf(buffer)
  if (mark) return { text: iconv.decode(buffer, mark), encoding: mark }
  const utf8 = asUtf8(buffer)
  const declared = known(charset) ?? known(declaredIn(buffer))
  if (utf8 !== null && (declared === undefined || declared === 'utf8' || hasLongForms(buffer)))
    return { text: utf8, encoding: 'utf8' }
  if (declared && declared !== 'utf8') return { text: iconv.decode(buffer, declared), encoding: declared }
  if (utf8 !== null) return { text: utf8, encoding: 'utf8' }
  const guessed = known(detect(buffer.subarray(0, 65_536)) ?? undefined) ?? 'windows-1252'
  const encoding = guessed === 'utf8' || guessed.startsWith('utf-') ? 'windows-1252' : guessed
  return { text: iconv.decode(buffer, encoding), encoding }
}

function markOf(buffer: Buffer): string | null {
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return 'utf8'
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'utf-16le'
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return 'utf-16be'
  return null
}

/** UTF-16 without a mark: nearly every second byte of the beginning is zero. */
function wideOf(buffer: Buffer): string | null {
  const length = Math.min(buffer.length, 512) & ~1
  if (length < 16) return null
  let even = 0
  let odd = 0
  for (let i = 0; i < length; i += 2) {
    if (buffer[i] === 0) even++
    if (buffer[i + 1] === 0) odd++
  }
  if (odd > 0.35 * length && even < 0.02 * length) return 'utf-16le'
  return even > 0.35 * length && odd < 0.02 * length ? 'utf-16be' : null
}

function declaredIn(buffer: Buffer): string | undefined {
  const head = buffer.subarray(0, 2048).toString('latin1')
  const label =
    /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ??
    /^<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1]
  // What can be read as single bytes is not UTF-16, whatever it says.
  return label && /^utf-?16/i.test(label) ? 'utf-8' : label
}

/** Labels that do not mean what an encoder of that name does. */
const onTheWeb: { [label: string]: string } = {
  utf8: 'utf8',
  unicode11utf8: 'utf8',
  iso88591: 'windows-1252',
  latin1: 'windows-1252',
  l1: 'windows-1252',
  cp819: 'windows-1252',
  ascii: 'windows-1252',
  usascii: 'windows-1252',
  'ansix3.41968': 'windows-1252',
  xuserdefined: 'windows-1252',
  iso88599: 'windows-1254',
  latin5: 'windows-1254',
  iso885911: 'windows-874',
  tis620: 'windows-874',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  ksc56011987: 'cp949',
}

function known(charset: string | undefined): string | undefined {
  if (!charset) return undefined
  const label = charset.trim().toLowerCase()
  const name = label.replace(/[_-]/g, '')
  if (Object.hasOwn(onTheWeb, name)) return onTheWeb[name]
  // The library also knows transports (base64, hex) and encodings that hide markup (UTF-7): no page is in one.
  if (/^(?:base64|hex|binary|utf7|utf7imap|cesu8|internal)/.test(name) || !iconv.encodingExists(label)) return undefined
  return label
}

function hasLongForms(buffer: Buffer): boolean {
  for (const byte of buffer.subarray(0, 200_000)) if (byte >= 0x80) return true
  return false
}

/** The bytes as UTF-8, where they are: all of them, or all but a few damaged characters among many sound ones (a page cut off in a character). */
function asUtf8(buffer: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer)
  } catch {
    const text = buffer.toString('utf8')
    const bad = text.match(/\ufffd/g)?.length ?? 0
    const sound = text.match(/[\u0080-\ufffc\u{10000}-\u{10ffff}]/gu)?.length ?? 0
    return bad <= 3 && sound > 8 * bad ? text : null
  }
}
