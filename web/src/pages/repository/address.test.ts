import { expect, it } from 'vitest';
import { movedPath, parseRepositoryAddress, repositoryApi, repositoryPath } from './address';

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

it.each([
  ['ada/app', [], 'ada/app', undefined],
  ['alpine', ['tags'], 'library/alpine', undefined],
  ['ada/app', [], 'acme/tool', '/r/acme/tool'],
  ['ada/app', ['tags', 'v1'], 'acme/tool', '/r/acme/tool/-/tags/v1'],
])('movedPath of %s', (name, rest, now, path) => {
  expect(movedPath({ name, rest }, now)).toBe(path);
});
