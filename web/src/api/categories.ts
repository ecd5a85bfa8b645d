import { useQuery } from '@tanstack/react-query';
import { get } from './client';
import type { Category } from './types';

/** The categories that repositories may be in; they never change while a server runs. */
export function useCategories(): Category[] {
  const { data } = useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => get<Category[]>('/categories', {}, signal),
    staleTime: Infinity,
  });
  return data ?? [];
}
