import { Problem, problemOf, unreachable } from './problem';

type Value = string | number | boolean | undefined | null;

interface Call {
  query?: Record<string, Value | readonly string[]>;
  body?: unknown;
  signal?: AbortSignal;
}

/** Whom to tell that the session is over; what the pages know of it is then old. */
let onSignedOut: () => void = () => {};

export function whenSignedOut(listener: () => void) {
  onSignedOut = listener;
}

/** What proves that a change was asked for by these pages; the session's answer tells it. */
let csrfToken: string | null = null;

export function rememberCsrfToken(token: string | null) {
  csrfToken = token;
}

/** Asks the REST API; fails with a {@link Problem} whose message is for people. */
export async function call<T>(method: string, path: string, { query, body, signal }: Call = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (method !== 'GET' && csrfToken) {
    headers['X-CSRF-Token'] = csrfToken;
  }
  let response: Response;
  try {
    response = await fetch(address(path, query), {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') {
      throw failure;
    }
    throw unreachable();
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.needsSignIn) {
      onSignedOut();
    }
    throw problem;
  }
  if (response.status === 204 || response.headers.get('Content-Length') === '0') {
    return undefined as T;
  }
  try {
    return (await response.json()) as T;
  } catch {
    throw new Problem(
      response.status,
      'the answer could not be read: something between here and the server changed it',
    );
  }
}

/** An address of the API with its query; what is absent is left out. */
export function address(path: string, query: Call['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) {
      value.forEach((each) => parameters.append(name, each));
    } else if (value !== undefined && value !== null && value !== '' && value !== false) {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return `/api/v1${path}${text ? `?${text}` : ''}`;
}

export const get = <T>(path: string, query?: Call['query'], signal?: AbortSignal) =>
  call<T>('GET', path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) });
export const post = <T>(path: string, body: unknown = {}) => call<T>('POST', path, { body });
export const put = <T>(path: string, body: unknown = {}) => call<T>('PUT', path, { body });
export const patch = <T>(path: string, body: unknown) => call<T>('PATCH', path, { body });
export const remove = <T = void>(path: string, query?: Call['query']) =>
  call<T>('DELETE', path, query ? { query } : {});
