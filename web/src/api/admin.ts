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

/** Whether something works that the server needs. */
export interface Check {
  name: string;
  about: string;
  ok: boolean;
  took_millis: number;
  failure: string | null;
}

/** Something to change, and how. */
export interface Warning {
  name: string;
  weight: 'trouble' | 'warning' | 'note';
  text: string;
  advice: string;
}

export interface Node {
  name: string;
  version: string;
  started_at: string;
  seen_at: string;
  here: boolean;
  ok: boolean;
}

/** Something that waits to be done; more than was counted where that says so. */
export interface Queue {
  name: string;
  about: string;
  waiting: number;
  more: boolean;
}

/** How the installation is, seen from the node that answers. */
export interface Health {
  ok: boolean;
  version: string;
  checks: Check[];
  warnings: Warning[];
  process: {
    java: string;
    started_at: string;
    uptime_seconds: number;
    heap_used: number;
    heap_most: number;
    processors: number;
  };
  nodes: Node[];
  queues: Queue[];
  disk: { folder: string; total: number; free: number } | null;
}

/** What a repository or a namespace stores. */
export interface StorageShare {
  name: string;
  repositories: number;
  bytes: number;
}

/** What was stored on a day. */
export interface StorageDay {
  day: string;
  bytes: number;
  logical_bytes: number;
  blobs: number;
  manifests: number;
  tags: number;
  repositories: number;
}

/** What is stored, by whom, and how it came to be so much; as it was counted last. */
export interface Storage {
  now: {
    as_of: string;
    took_millis: number;
    bytes: number;
    logical_bytes: number;
    blobs: number;
    damaged: number;
    manifests: number;
    tags: number;
    repositories: number;
  } | null;
  measuring: boolean;
  repositories: StorageShare[];
  namespaces: StorageShare[];
  history: StorageDay[];
}

/** A collection that took something or was asked for. */
export interface CollectionRun {
  node: string;
  begun_by: string | null;
  state: 'running' | 'done' | 'failed' | 'interrupted';
  started_at: string;
  ended_at: string | null;
  examined: number;
  manifests: number;
  blobs: number;
  bytes: number;
  failure: string | null;
}

/** How the collection does. */
export interface CollectionState {
  enabled: boolean;
  grace_seconds: number;
  interval_seconds: number;
  collects_untagged: boolean;
  upload_expiry_seconds: number;
  waiting: {
    candidates: number;
    more_candidates: boolean;
    due: number;
    more_due: boolean;
    next_due_at: string | null;
  };
  looked_at: string | null;
  running: boolean;
  runs: CollectionRun[];
}

/** What a collection would take. */
export interface Rehearsal {
  examined: number;
  manifests: number;
  blobs: number;
  bytes: number;
  more: boolean;
  names: string[];
}

/** What was begun, or in a dry run, what it would take. */
export interface CollectionAnswer {
  run: CollectionRun | null;
  rehearsal: Rehearsal | null;
}

/** Something that a node does by itself. */
export interface Job {
  name: string;
  node: string;
  node_ok: boolean;
  state: 'waiting' | 'running' | 'done' | 'failed';
  started_at: string | null;
  ended_at: string | null;
  next_at: string | null;
  did: { text: string; at: string } | null;
  failure: { text: string; at: string } | null;
}
