import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';

interface Options<Result, Sent> {
  /** What is asked anew afterwards. */
  stale: QueryKey[];
  then?: (result: Result, sent: Sent) => void;
}

/** Changes something by the API, and has what the pages knew of it asked anew. */
export function useChange<Result, Sent = void>(
  run: (sent: Sent) => Promise<Result>,
  { stale, then }: Options<Result, Sent>,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async (result, sent) => {
      then?.(result, sent);
      await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
}
