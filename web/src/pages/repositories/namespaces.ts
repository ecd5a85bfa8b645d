import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Me } from '../../api/session';
import type { Part } from '../../api/types';

/** The namespaces in which somebody may have repositories: their own name and their organisations. */
export function useNamespaces(me: Me): string[] {
  const { data } = useQuery({
    queryKey: ['user', 'orgs'],
    queryFn: ({ signal }) => get<Part<{ name: string }>>('/user/orgs', { n: 100 }, signal),
    staleTime: 60_000,
  });
  return [me.username, ...(data?.items.map((org) => org.name) ?? [])];
}
