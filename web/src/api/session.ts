import { useEffect } from 'react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, remove, rememberCsrfToken, whenSignedOut } from './client';

/** Who is signed in. */
export interface Me {
  username: string;
  display_name: string | null;
  email: string | null;
  email_verified: boolean;
  administrator: boolean;
  has_second_factor: boolean;
}

/** What this browser is to the server, and what the server is to it. */
export interface Session {
  user: Me | null;
  csrf_token: string | null;
  sign_up: 'open' | 'invited' | 'closed';
  /** Whether everybody may pull and push without an account. */
  open: boolean;
  /** Whether mail is sent from here, as to those who forgot their password. */
  mail: boolean;
  registry_host: string;
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => remember(await get<Session>('/session', {}, signal)),
  staleTime: 60_000,
});

function remember(session: Session): Session {
  rememberCsrfToken(session.csrf_token);
  return session;
}

/** Who is signed in on this browser, if anybody is. */
export function useSession(): { me: Me | null; session: Session | undefined; isPending: boolean } {
  const { data, isPending } = useQuery(sessionQuery);
  return { me: data?.user ?? null, session: data, isPending };
}

/** The host that images of this server are named by. */
export function useRegistryHost(): string {
  const { session } = useSession();
  return session?.registry_host || window.location.host;
}

export interface Credentials {
  name: string;
  password: string;
  code?: string;
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (credentials: Credentials) => remember(await post<Session>('/session', credentials)),
    onSuccess: (session) => {
      // What a stranger was shown is not what this person sees.
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, session);
    },
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => remove('/session'),
    onSuccess: () => {
      rememberCsrfToken(null);
      queries.clear();
    },
  });
}

/** Asks anew who is signed in whenever the server no longer knows the session. */
export function useSessionEnd() {
  const queries = useQueryClient();
  useEffect(() => {
    whenSignedOut(() => {
      if (queries.getQueryData(sessionQuery.queryKey)?.user) {
        void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      }
    });
  }, [queries]);
}
