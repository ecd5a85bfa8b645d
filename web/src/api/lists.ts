import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { get } from './client';
import type { Part } from './types';

type Query = Parameters<typeof get>[1];

/** A list of the API that is fetched part by part, each beginning where the one before ended. */
export function listQuery<T>(path: string, query: Query = {}) {
  return infiniteQueryOptions({
    queryKey: ['list', path, query] as const,
    queryFn: ({ pageParam, signal }) => get<Part<T>>(path, { ...query, after: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
}

/** All items of a list that were fetched so far, and the way to more. */
export function useList<T>(path: string, query: Query = {}, { enabled = true } = {}) {
  const result = useInfiniteQuery({ ...listQuery<T>(path, query), enabled });
  return {
    items: result.data?.pages.flatMap((part) => part.items) ?? [],
    isPending: result.isPending,
    problem: result.error,
    retry: () => void result.refetch(),
    more: result.hasNextPage ? () => void result.fetchNextPage() : undefined,
    isFetchingMore: result.isFetchingNextPage,
    isRefetching: result.isRefetching,
  };
}
