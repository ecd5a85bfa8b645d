// What the REST API answers, as /api/openapi.json describes it.

/** A part of a list; `next` leads to the following one. */
export interface Part<T> {
  items: T[];
  next: string | null;
}

export type Visibility = 'public' | 'private';
export type Role = 'read' | 'write' | 'admin';

/** A repository as lists show it. */
export interface RepositorySummary {
  name: string;
  namespace: string;
  visibility: Visibility;
  description: string;
  categories: string[];
  platforms: string[];
  official: boolean;
  archived: boolean;
  stars: number;
  pulls: number;
  created_at: string;
  pushed_at: string | null;
}

/** A repository as its page shows it. */
export interface Repository extends RepositorySummary {
  readme: string;
  readme_html: string;
  starred: boolean;
  tags: number;
  size: number;
  role: Role;
}

export interface Category {
  name: string;
  title: string;
}

export interface Platform {
  os: string;
  architecture: string;
  variant: string | null;
  digest: string;
  size: number;
}

export interface Tag {
  name: string;
  digest: string;
  media_type: string;
  size: number;
  pushed_at: string;
  pushed_by: string | null;
  last_pulled_at: string | null;
  pulls: number;
  aliases: string[];
  platforms: Platform[];
}

export interface Layer {
  digest: string | null;
  size: number;
  instruction: string | null;
  empty: boolean;
}

export interface Referrer {
  digest: string;
  artifact_type: string | null;
  media_type: string;
  size: number;
  annotations?: Record<string, string>;
}

export interface PullsOfDay {
  day: string;
  pulls: number;
}

/** How a container of an image begins (image-spec, config.md). */
export interface ImageConfig {
  entrypoint?: string[] | null;
  cmd?: string[] | null;
  env?: string[] | null;
  labels?: Record<string, string> | null;
  working_dir?: string | null;
  user?: string | null;
  exposed_ports?: string[] | null;
  volumes?: string[] | null;
  stop_signal?: string | null;
}

export interface ImageDetails {
  digest: string;
  media_type: string;
  size: number;
  created_at: string | null;
  config: ImageConfig | null;
  layers: Layer[];
  platforms: Platform[];
  referrers: Referrer[];
  tags: string[];
}

/** One move of a tag from one digest to another. */
export interface TagMove {
  at: string;
  digest: string | null;
  by: string | null;
  available?: boolean;
}

export interface Comparison {
  from: ImageDetails;
  to: ImageDetails;
}

/** Something that happened. */
export interface HappenedEvent {
  id: string;
  at: string;
  /** What it happened to, and what became of it: `tag.pushed`. */
  kind: string;
  actor: string | null;
  namespace: string;
  repository: string | null;
  tag: string | null;
  digest: string | null;
  previous: string | null;
  detail: Record<string, unknown>;
}

export interface Webhook {
  id: string;
  name: string;
  url: string;
  events: string[];
  format: 'hub' | 'cloudevents';
  enabled: boolean;
  /** Why Berth has switched it off by itself. */
  disabled_because: string | null;
  created_at: string;
  created_by: string;
  /** Told once, by the answer that makes it. */
  secret: string | null;
}

/** Something that was sent to a webhook. */
export interface Delivery {
  id: string;
  event: string;
  event_id: string;
  state: string;
  attempts: number;
  at: string;
  next_attempt_at: string | null;
}

/** One try of a delivery. */
export interface Attempt {
  number: number;
  at: string;
  duration_ms: number;
  status: number | null;
  problem: string | null;
  request_headers: Record<string, string>;
  response_headers: Record<string, string>;
  response_body: string;
}

export interface DeliveryDetails extends Delivery {
  request_body: string;
  tries: Attempt[];
  callbacks: Callback[];
}

/** What the receiver of a webhook said later of what it was sent. */
export interface Callback {
  state: 'success' | 'failure' | 'error';
  context: string;
  description: string;
  target_url: string | null;
  at: string;
}

/** Who may do what with a repository, besides administrators. */
export interface Permissions {
  /** Whose the namespace is; the kind is null where it is nobody's. */
  owner: { name: string; kind: string | null };
  is_public: boolean;
  teams: { team: string; role: Role; target: string }[];
  collaborators: { username: string; role: Role; added_at: string }[];
}

/** What somebody may do with a repository, and why. */
export interface PermissionOf {
  username: string;
  role: Role | null;
  reasons: { role: Role; kind: string; team: string | null; target: string; explanation: string }[];
}
