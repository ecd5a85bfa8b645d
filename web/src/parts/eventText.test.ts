import { expect, it } from 'vitest';
import { eventDetails, eventText } from './eventText';

it.each([
  ['tag.pushed', 'pushed a tag'],
  ['member.joined', 'joined the organisation'],
  ['robot.created', 'created a robot'],
  ['invitation.lost', 'lost an invitation'],
])('eventText of %s', (kind, text) => {
  expect(eventText(kind)).toBe(text);
});

it('eventDetails tells whose account it was, and what a setting was before', () => {
  const event = {
    id: '1',
    at: '2026-11-24T12:00:00Z',
    kind: 'account.disabled',
    actor: 'root',
    namespace: 'ada',
    repository: null,
    tag: null,
    digest: null,
    previous: null,
    detail: {},
  };
  expect(eventDetails(event)).toEqual(['account: ada']);
  expect(eventDetails({ ...event, actor: 'ada' })).toEqual([]);
  const detail = { sign_up: { before: 'open', after: 'closed' } };
  expect(eventDetails({ ...event, kind: 'settings.changed', namespace: '', detail })).toEqual([
    'sign up: open → closed',
  ]);
});

it('eventDetails leaves out what says nothing', () => {
  const event = {
    id: '1',
    at: '2026-11-24T12:00:00Z',
    kind: 'tag.pushed',
    actor: 'ada',
    namespace: 'ada',
    repository: 'ada/app',
    tag: 'v1',
    digest: null,
    previous: null,
    detail: { size: 12, platforms: [{ os: 'linux', architecture: 'arm', variant: 'v7' }], none: null, empty: [] },
  };
  expect(eventDetails(event)).toEqual(['size: 12', 'platforms: linux/arm/v7']);
});
