import { describe, expect, it } from 'vitest'
import { createLag } from './lag.ts'

describe('what was told of something that grows', () => {
  it('RC10 what nobody read, and what was told, is level', () => {
    const lag = createLag()
    expect(lag.look('a', 7)).toBe('level')
    lag.read('a', 3)
    lag.told('a', 3, 5)
    expect(lag.look('a', 5)).toBe('level')
  })

  it('RC10 what is found untold twice is behind, once', () => {
    const lag = createLag()
    lag.read('a', 3)
    expect(lag.look('a', 5)).toBe('perhaps')
    expect(lag.look('a', 5)).toBe('behind')
    expect(lag.look('a', 5)).toBe('level')
  })

  it('RC10 what was told between two looks is not behind, though it grew again', () => {
    const lag = createLag()
    lag.read('a', 3)
    expect(lag.look('a', 5)).toBe('perhaps')
    lag.told('a', 3, 5)
    expect(lag.look('a', 6)).toBe('perhaps')
    lag.told('a', 5, 6)
    expect(lag.look('a', 6)).toBe('level')
  })

  it('RC10 what was told beyond a gap does not close the gap', () => {
    const lag = createLag()
    lag.read('a', 3)
    lag.told('a', 4, 5)
    expect(lag.look('a', 5)).toBe('perhaps')
    expect(lag.look('a', 5)).toBe('behind')
  })

  it('T20 a change that moves no number is found, too', () => {
    const lag = createLag()
    lag.read('a', 3, 'open')
    expect(lag.look('a', 3, 'locked')).toBe('perhaps')
    expect(lag.look('a', 3, 'locked')).toBe('behind')
    lag.told('a', 0, 3, 'open')
    expect(lag.look('a', 3, 'open')).toBe('level')
  })
})
