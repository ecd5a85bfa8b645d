import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
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

/** A list of the API that is short enough to come as a whole. */
export const wholeListQuery = <T>(path: string) =>
  queryOptions({
    queryKey: ['list', path] as const,
    queryFn: ({ signal }) => get<T[]>(path, {}, signal),
  });

/** A list that comes as a whole, in the shape of one that comes in parts. */
export function wholeList<T>(result: UseQueryResult<T[]>): ReturnType<typeof useList<T>> {
  return {
    items: result.data ?? [],
    isPending: result.isPending,
    problem: result.error,
    retry: () => void result.refetch(),
    more: undefined,
    isFetchingMore: false,
    isRefetching: result.isRefetching,
  };
}

/** All items of a list that comes as a whole. */
export const useWholeList = <T>(path: string) => wholeList(useQuery(wholeListQuery<T>(path)));
