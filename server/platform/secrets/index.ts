/**
 * Keys that live in the data folder and never leave it: what is private is encrypted at rest with them, and random
 * tokens are kept only as their hash.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Secrets = {
  encrypt(words: string): Buffer
  decrypt(sealed: Buffer): string
  /** Knows the same text again, and tells nobody without the key what it was. */
  fingerprint(text: string): Buffer
}

export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const folder = join(dataDir, 'keys')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const key = await readOrMakeKey(join(folder, 'private-words.key'))
  const printing = Buffer.from(hkdfSync('sha256', key, '', 'fingerprints', 32))
  return {
    // AES-256-GCM (NIST SP 800-38D): 12 bytes of nonce, 16 of tag, then the words.
    encrypt(words) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const sealed = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    decrypt(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(12, 28))
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
    },
    fingerprint: (text) => createHmac('sha256', printing).update(text).digest(),
  }
}

/** 256 bits of randomness, as text that fits in a URL. */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url')
}

/** How a random token is kept. A plain hash is enough: there is nothing to guess in 256 random bits. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

async function readOrMakeKey(path: string): Promise<Buffer> {
  try {
    // wx: of two processes that start at once, one makes the key and the other reads it.
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(randomBytes(32))
    await file.sync()
    await file.close()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const key = await readFile(path)
  if (key.length !== 32) throw new Error(`The key in ${path} is damaged: it must be 32 bytes.`)
  return key
}
