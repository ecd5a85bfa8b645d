import { queryOptions } from '@tanstack/react-query';
import { get } from './client';

/** An account as its owner sees it. */
export interface User {
  username: string;
  display_name: string | null;
  bio: string | null;
  location: string | null;
  website: string | null;
  email: string | null;
  email_verified: boolean;
  administrator: boolean;
  has_second_factor: boolean;
  created_at: string;
}

export const userQuery = queryOptions({
  queryKey: ['user'],
  queryFn: ({ signal }) => get<User>('/user', {}, signal),
});

/** A browser in which somebody is signed in. */
export interface Device {
  id: string;
  address: string;
  user_agent: string;
  created_at: string;
  last_seen_at: string;
  current: boolean;
}

export type Scope = 'read' | 'write' | 'delete';

/** What a token may do with a repository, or with all of a namespace, as in ada/*. */
export interface Grant {
  name: string;
  scopes: Scope[];
}

/** A token without its secret. */
export interface Token {
  id: string;
  label: string;
  scopes: Scope[];
  /** The repositories that it is for; null where it is for all that its owner may use. */
  repositories: Grant[] | null;
  enabled: boolean;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
}

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async ({ signal }) => (await get<{ tokens: Token[] }>('/tokens', {}, signal)).tokens,
});

/** A token that was just made, with its secret. */
export interface NewToken extends Token {
  token: string;
}
