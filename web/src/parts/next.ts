/** Where to go after signing in: a page of this server and nowhere else, whatever the address says. */
export function safeNext(next: string | null): string {
  if (!next || !next.startsWith('/')) {
    return '/';
  }
  try {
    const target = new URL(next, window.location.origin);
    return target.origin === window.location.origin && !target.pathname.startsWith('//')
      ? target.pathname + target.search + target.hash
      : '/';
  } catch {
    return '/';
  }
}

/** The address of the sign-in that leads back to this one. */
export function signInFrom(location: { pathname: string; search: string }): string {
  const here = location.pathname + location.search;
  return here === '/' ? '/signin' : `/signin?next=${encodeURIComponent(here)}`;
}
