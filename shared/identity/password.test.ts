import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passwordFlaw } from './password.ts'

const owner = { email: 'nora.lindqvist@example.org', name: { en: 'Nora Lindqvist', zh: '诺拉' } }
const flaw = (password: string) => passwordFlaw(password, owner)

describe('what a password has to be', () => {
  it('ID10 is long, and nothing else is asked of it', () => {
    expect(flaw('elevenchars')).toBe('short')
    expect(flaw('一二三四五六七八九十甲')).toBe('short')
    expect(flaw('a sentence that is easily remembered')).toBeUndefined()
    expect(flaw('parley-demonstration')).toBeUndefined()
    expect(flaw('correct horse battery staple')).toBeUndefined()
  })

  it.each([
    'password1234',
    'Password!2026',
    'P4ssw0rd12345',
    'qwertyuiop[]123',
    '123456789012',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'letmeinletmein',
    'abcdefghijklm',
    '2026summer2026',
    'iloveyou12345',
  ])('ID10 is not among what everybody tries first: %s', (password) => {
    expect(flaw(password)).toBe('common')
  })

  it.each(['noralindqvist', 'Lindqvist-2026', 'nora.lindqvist!', 'parleyparley1x'])(
    'ID10 is not made mostly of one’s own name: %s',
    (password) => {
      expect(flaw(password)).toBeDefined()
    },
  )

  it('ID10 takes what is drawn at random, whoever it is for', () => {
    const letter = fc.constantFrom(
      ...Array.from('abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'),
    )
    fc.assert(
      fc.property(fc.array(letter, { minLength: 20, maxLength: 60 }), (letters) => {
        fc.pre(new Set(letters.join('').toLowerCase()).size > 9)
        expect(flaw(letters.join(''))).toBeUndefined()
      }),
    )
  })
})
