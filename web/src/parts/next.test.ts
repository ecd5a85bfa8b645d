import { expect, it } from 'vitest';
import { safeNext, signInFrom } from './next';

it.each([
  [null, '/'],
  ['', '/'],
  ['/r/ada/app?x=1#y', '/r/ada/app?x=1#y'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/.//evil.example', '/'],
  ['javascript:alert(1)', '/'],
])('safeNext of %j is %s', (next, target) => {
  expect(safeNext(next)).toBe(target);
});

it('signInFrom leads back', () => {
  expect(signInFrom({ pathname: '/r/a/b', search: '?x=1' })).toBe('/signin?next=%2Fr%2Fa%2Fb%3Fx%3D1');
  expect(signInFrom({ pathname: '/', search: '' })).toBe('/signin');
});
