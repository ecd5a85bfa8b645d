// What the REST API answers, as /api/openapi.json describes it.

/** A part of a list; `next` leads to the following one. */
export interface Part<T> {
  items: T[];
  next: string | null;
}

export type Visibility = 'public' | 'private';
export type Role = 'read' | 'write' | 'admin';

export interface RepositorySummary {
  name: string;
  namespace: string;
  visibility: Visibility;
  description: string;
  categories: string[];
  archived: boolean;
  official?: boolean;
  stars: number;
  starred?: boolean;
  pulls: number;
  tags: number;
  size: number;
  created_at: string | null;
  pushed_at: string | null;
  role: Role | null;
}

export interface Repository extends RepositorySummary {
  readme: string;
  readme_html: string;
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
