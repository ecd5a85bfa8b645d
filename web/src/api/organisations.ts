import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from './client';
import type { Grant } from './people';
import type { Role } from './types';

export type Standing = 'owner' | 'member';

/** An organisation; the role is that of who asks, and null for an administrator who is not in it. */
export interface Organisation {
  name: string;
  display_name: string;
  role: Standing | null;
  members: number;
  teams: number;
  created_at: string;
}

export interface Member {
  username: string;
  role: Standing;
  teams: string[];
  joined_at: string;
}

export interface Team {
  name: string;
  description: string;
  members: number;
  repositories: number;
  created_at: string;
}

/** A role on a repository, or on all of an organisation, as in harbour/*. */
export interface RoleGrant {
  name: string;
  role: Role;
}

export interface Invitation {
  id: string;
  organisation: string;
  username: string | null;
  email: string | null;
  team: string | null;
  invited_by: string;
  created_at: string;
  expires_at: string;
}

/** A token of an organisation, whoever made it. */
export interface Robot {
  id: string;
  label: string;
  login: string;
  repositories: Grant[];
  enabled: boolean;
  created_by: string;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
}

/** The place of an organisation in the API, or of what is below it. */
export const orgApi = (org: string, ...rest: string[]) => ['/orgs', org, ...rest].map(encodePart).join('/');

const encodePart = (part: string, index: number) => (index === 0 ? part : encodeURIComponent(part));

export const organisationQuery = (org: string) =>
  queryOptions({
    queryKey: ['organisation', org] as const,
    queryFn: ({ signal }) => get<Organisation>(orgApi(org), {}, signal),
  });

export const useOrganisation = (org: string) => useQuery(organisationQuery(org));
