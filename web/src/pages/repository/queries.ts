import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, patch, put, remove } from '../../api/client';
import { useList } from '../../api/lists';
import type { PullsOfDay, Repository, Tag } from '../../api/types';
import { repositoryApi } from './address';

export const repositoryQuery = (name: string) =>
  queryOptions({
    queryKey: ['repository', name],
    queryFn: ({ signal }) => get<Repository>(repositoryApi(name), {}, signal),
  });

export const useRepository = (name: string) => useQuery(repositoryQuery(name));

export const pullsQuery = (name: string, days: number) =>
  queryOptions({
    queryKey: ['repository', name, 'pulls', days],
    queryFn: ({ signal }) => get<{ items: PullsOfDay[] }>(repositoryApi(name, 'pulls'), { days }, signal),
  });

/** The tag to pull first: none where there is `latest`, which docker takes by itself, or else the highest version. */
export function useTagToPull(repository: Repository): string | undefined {
  const path = repositoryApi(repository.name, 'tags');
  const enabled = repository.tags > 0;
  const latest = useList<Tag>(path, { q: 'latest', n: 100 }, { enabled });
  const missing = !latest.isPending && latest.items.every(({ name }) => name !== 'latest');
  const newest = useList<Tag>(path, { sort: 'version', n: 1 }, { enabled: enabled && missing });
  return missing ? newest.items[0]?.name : undefined;
}

export interface RepositoryChange {
  visibility?: string;
  description?: string;
  readme?: string;
  categories?: string[];
  archived?: boolean;
  confirm?: string;
}

/** Changes a repository, and shows at once what came of it. */
export function useChangeRepository(name: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: RepositoryChange) => patch<Repository>(repositoryApi(name), change),
    onSuccess: (repository) => {
      queries.setQueryData(repositoryQuery(name).queryKey, repository);
      void queries.invalidateQueries({ queryKey: ['list'] });
    },
  });
}

/** Stars a repository or takes the star back; the page shows it before the server has answered. */
export function useStar(name: string) {
  const queries = useQueryClient();
  const key = repositoryQuery(name).queryKey;
  return useMutation({
    mutationFn: (starred: boolean) =>
      starred ? put<unknown>(repositoryApi(name, 'star')) : remove<unknown>(repositoryApi(name, 'star')),
    onMutate: (starred) => {
      const before = queries.getQueryData(key);
      if (before) {
        queries.setQueryData(key, { ...before, starred, stars: before.stars + (starred ? 1 : -1) });
      }
      return before;
    },
    onError: (_problem, _starred, before) => queries.setQueryData(key, before),
    onSettled: () => queries.invalidateQueries({ queryKey: key, exact: true }),
  });
}

/** What a role includes. */
export const may = (repository: Repository | undefined, needed: 'write' | 'admin') =>
  repository?.role === 'admin' || (needed === 'write' && repository?.role === 'write');
