import { expect, it } from 'vitest';
import type { Layer } from '../../api/types';
import { compareConfig, compareLayers } from './Compare';

const layer = (digest: string): Layer => ({ digest, size: 1, instruction: 'RUN x', empty: false });

it('compareLayers keeps what both begin with', () => {
  const compared = compareLayers([layer('a'), layer('b'), layer('c')], [layer('a'), layer('d'), layer('c')]);

  expect(compared.map(({ kind, layer }) => `${kind} ${layer.digest}`)).toEqual([
    'kept a',
    'removed b',
    'removed c',
    'added d',
    'added c',
  ]);
});

it('compareConfig tells what is in one alone', () => {
  expect(compareConfig({ env: ['A=1', 'B=2'], user: 'root' }, { env: ['A=1', 'B=3'], user: 'root' })).toEqual([
    { kind: 'removed', name: 'environment', value: 'B=2' },
    { kind: 'added', name: 'environment', value: 'B=3' },
  ]);
  expect(compareConfig(null, null)).toEqual([]);
});
