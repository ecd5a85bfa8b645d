/** An account as administrators see it. */
export interface AccountItem {
  username: string;
  display_name: string | null;
  email: string | null;
  email_verified: boolean;
  administrator: boolean;
  enabled: boolean;
  has_second_factor: boolean;
  created_at: string;
}

/** A code for one person, and the page that takes it. */
export interface HandedOutCode {
  code: string;
  url: string;
  expires_at: string;
}

/** What is set for the whole installation. */
export interface InstanceSettings {
  sign_up: 'open' | 'invited' | 'closed';
  default_visibility: 'public' | 'private';
  create_on_push: boolean;
  mail: boolean;
}

/** What is stored, by whom, and how it came to be so much. */
export interface Storage {
  bytes: number;
  blobs: number;
  manifests: number;
  repositories: number;
  tags: number;
  namespaces: { namespace: string; repositories: number; bytes: number }[];
  history: { day: string; bytes: number; blobs: number }[];
}

/** What a collection took, or would take. */
export interface Collected {
  examined: number;
  manifests: number;
  blobs: number;
  bytes: number;
  names: string[];
}

/** How the collection does. */
export interface CollectionState {
  waiting: number;
  running: boolean;
  last: (Collected & { at: string }) | null;
}

/** Something that the server does by itself, again and again. */
export interface Job {
  name: string;
  state: string;
  node: string | null;
  started_at: string | null;
  ended_at: string | null;
  next_at: string | null;
  detail: string | null;
}

/** Whether a part of the server works. */
export interface Check {
  name: string;
  ok: boolean;
  detail: string | null;
}

export interface Health {
  ok: boolean;
  version: string;
  checks: Check[];
}
