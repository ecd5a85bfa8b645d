import { describe, expect, it } from 'vitest';
import { ago, bytes, duration, plural, shortDigest } from './format';

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 KB'],
    [1536, '1.54 KB'],
    [999_499, '999 KB'],
    [999_500, '1 MB'],
    [29_300_000, '29.3 MB'],
    [1_100_000_000_000, '1.1 TB'],
  ])('of %d are %s', (count, text) => {
    expect(bytes(count)).toBe(text);
  });
});

describe('duration', () => {
  it.each([
    [0, '0 ms'],
    [0.84, '0.8 ms'],
    [85.2, '85 ms'],
    [1000, '1 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [725_000, '12 min 5 s'],
    [7_200_000, '2 h'],
    [7_260_000, '2 h 1 min'],
    [273_600_000, '3 d 4 h'],
  ])('of %d is %s', (millis, text) => {
    expect(duration(millis)).toBe(text);
  });
});

describe('ago', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  it.each([
    ['2026-11-24T11:59:40Z', 'just now'],
    ['2026-11-24T11:30:00Z', '30 minutes ago'],
    ['2026-11-23T11:00:00Z', 'yesterday'],
    ['2026-11-26T13:00:00Z', 'in 2 days'],
    ['2024-11-01T12:00:00Z', '2 years ago'],
  ])('of %s is %s', (moment, text) => {
    expect(ago(new Date(moment), now)).toBe(text);
  });
});

it('plural counts', () => {
  expect(plural(1, 'tag')).toBe('1 tag');
  expect(plural(1200, 'repository', 'repositories')).toBe('1,200 repositories');
});

it('shortDigest is what docker shows', () => {
  expect(shortDigest('sha256:0123456789abcdef')).toBe('0123456789ab');
});
