import { afterEach, beforeEach, expect, it } from 'vitest';
import { address, get, post, rememberCsrfToken, remove, whenSignedOut } from './client';
import { Problem } from './problem';

interface Asked {
  url: string;
  method: string | undefined;
  headers: Record<string, string>;
  body: unknown;
}

const realFetch = globalThis.fetch;
let asked: Asked[];
let answer: () => Response | Promise<Response>;

beforeEach(() => {
  asked = [];
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    asked.push({ url, method: init.method, headers: init.headers as Record<string, string>, body: init.body });
    return answer();
  }) as typeof fetch;
});

afterEach(() => {
  globalThis.fetch = realFetch;
  rememberCsrfToken(null);
});

const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });

it('address leaves out what is absent, and encodes the rest', () => {
  expect(address('/search', { q: 'a&b', os: undefined, official: false, kind: ['x', 'y'] })).toBe(
    '/api/v1/search?q=a%26b&kind=x&kind=y',
  );
});

it('a change carries the token of the session, and a question does not', async () => {
  answer = () => json({ ok: true });
  rememberCsrfToken('secret');

  await post('/repositories', { name: 'a/b' });
  await get('/repositories');

  expect(asked[0]).toMatchObject({ method: 'POST', headers: { 'X-CSRF-Token': 'secret' }, body: '{"name":"a/b"}' });
  expect(asked[1]?.headers).not.toHaveProperty('X-CSRF-Token');
});

it('an answer without content is nothing', async () => {
  answer = () => new Response(null, { status: 204 });

  expect(await remove('/session')).toBeUndefined();
});

it('a refusal is a sentence for people, with the number of the request', async () => {
  answer = () => json({ title: 'Name taken', status: 409, detail: 'there is one already', request_id: 'abc' }, 409);

  const problem = await post('/repositories').catch((failure: unknown) => failure);

  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ status: 409, message: 'There is one already.', requestId: 'abc' });
});

it('an answer of something in between is explained, too', async () => {
  answer = () => new Response('<html>Bad gateway</html>', { status: 502 });

  await expect(get('/session')).rejects.toMatchObject({ message: 'The server could not do this (502).' });
});

it('a server that cannot be reached is said so', async () => {
  answer = () => Promise.reject(new TypeError('Failed to fetch'));

  await expect(get('/session')).rejects.toMatchObject({ status: 0, message: /cannot be reached/ });
});

it('who is not signed in any more is noticed', async () => {
  let noticed = 0;
  whenSignedOut(() => noticed++);
  answer = () => json({ title: 'Authentication required', status: 401 }, 401);

  await get('/user').catch(() => {});
  whenSignedOut(() => {});

  expect(noticed).toBe(1);
});
