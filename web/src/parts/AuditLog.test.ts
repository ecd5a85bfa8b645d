import { expect, it } from 'vitest';
import { dayAfter } from './AuditLog';

it.each([
  ['2026-11-24', '2026-11-25'],
  ['2026-12-31', '2027-01-01'],
  ['', ''],
])('dayAfter of %s is %s', (day, next) => {
  expect(dayAfter(day)).toBe(next);
});
