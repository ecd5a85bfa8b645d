import { describe, expect, it } from 'vitest';
import type { Job } from '../../api/admin';
import { groups, nextOf } from './jobs';

const job = (name: string, node: string, change: Partial<Job> = {}): Job => ({
  name,
  node,
  node_ok: true,
  state: 'done',
  started_at: null,
  ended_at: null,
  next_at: null,
  did: null,
  failure: null,
  ...change,
});

describe('groups', () => {
  it('puts the same job of all nodes together', () => {
    const all = groups([job('webhooks', 'a'), job('collection', 'a'), job('webhooks', 'b')]);
    expect(all.map(({ title, jobs }) => [title, jobs.map(({ node }) => node)])).toEqual([
      ['Collection', ['a']],
      ['Webhooks', ['a', 'b']],
    ]);
  });

  it('begins with what fails', () => {
    const all = groups([job('collection', 'a'), job('webhooks', 'a', { state: 'failed' })]);
    expect(all.map(({ name }) => name)).toEqual(['webhooks', 'collection']);
  });

  it('leaves nodes out that are gone, unless nobody else does the job', () => {
    const gone = { node_ok: false };
    const all = groups([job('webhooks', 'a', gone), job('webhooks', 'b'), job('scrub', 'a', gone)]);
    expect(all.map(({ name, jobs }) => [name, jobs.map(({ node }) => node)])).toEqual([
      ['scrub', ['a']],
      ['webhooks', ['b']],
    ]);
  });

  it('names jobs that it does not know as they are', () => {
    expect(groups([job('something new', 'a')])[0]!.title).toBe('something new');
  });
});

describe('nextOf', () => {
  const now = Date.parse('2026-05-04T12:00:00Z');
  it.each([
    [null, undefined],
    ['2026-05-04T12:00:30Z', undefined],
    ['2026-05-04T11:00:00Z', undefined],
    ['2026-05-04T12:30:00Z', '2026-05-04T12:30:00Z'],
  ])('of a job that is due at %s is %s', (at, next) => {
    expect(nextOf(job('collection', 'a', { next_at: at }), now)).toBe(next);
  });
});
