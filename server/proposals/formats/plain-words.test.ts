import { expect, it } from 'vitest'
import { plainWords } from './plain-words.ts'

it('IM18 plain words are read whatever Unicode or Chinese encoding they are in', () => {
  const words = '第一条 Each Party［甲方：应］'
  const utf8 = new TextEncoder().encode(words)
  const utf16 = Buffer.from(`\ufeff${words}`, 'utf16le')
  const gbk = Uint8Array.from([0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5])
  expect(plainWords(utf8)).toBe(words)
  expect(plainWords(utf16)).toBe(words)
  expect(plainWords(Buffer.from(utf16).swap16())).toBe(words)
  expect(plainWords(gbk)).toBe('第一条')
})

it('IM18 what is no text is not taken for one', () => {
  expect(plainWords(Uint8Array.from([0x89, 0x50, 0, 0x47]))).toBeUndefined()
  expect(plainWords(Uint8Array.from([0x41, 0xff, 0xff]))).toBeUndefined()
})
