import { expect, it } from 'vitest';
import { parseRepositoryAddress, repositoryApi, repositoryPath } from './address';

it.each([
  ['ada/app', { name: 'ada/app', rest: [] }],
  ['ada/tools/app/-/tags', { name: 'ada/tools/app', rest: ['tags'] }],
  ['ada/app/-/tags/v1', { name: 'ada/app', rest: ['tags', 'v1'] }],
  ['ada/a-b/', { name: 'ada/a-b', rest: [] }],
  ['ada/app/-/manifests/sha256:00', { name: 'ada/app', rest: ['manifests', 'sha256:00'] }],
])('parseRepositoryAddress of %s', (path, address) => {
  expect(parseRepositoryAddress(path)).toEqual(address);
});

it('paths lead back to what they were made of', () => {
  expect(repositoryPath('ada/app', 'tags', 'v1')).toBe('/r/ada/app/-/tags/v1');
  expect(repositoryApi('ada/app', 'manifests', 'sha256:00')).toBe('/repositories/ada/app/-/manifests/sha256%3A00');
});
