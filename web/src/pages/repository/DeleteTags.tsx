import { List, Skeleton, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/client';
import type { Repository } from '../../api/types';
import { Confirm } from '../../parts/Confirm';
import { bytes, plural } from '../../parts/format';
import { done } from '../../parts/toast';
import { repositoryApi } from './address';

interface Deletion {
  freed_bytes: number;
}

const MOST_NAMED = 12;

/** Says what a deletion of tags would free, and does it. */
export function DeleteTags({
  repository,
  names,
  opened,
  close,
  onDeleted,
}: {
  repository: Repository;
  names: string[];
  opened: boolean;
  close: () => void;
  onDeleted: () => void;
}) {
  const queries = useQueryClient();
  const path = repositoryApi(repository.name, 'tags');
  const trial = useQuery({
    queryKey: ['repository', repository.name, 'deletion', names],
    queryFn: ({ signal }) => call<Deletion>('DELETE', path, { body: { names, dry_run: true }, signal }),
    enabled: opened && names.length > 0,
    staleTime: 0,
  });
  const deletion = useMutation({
    mutationFn: () => call<Deletion>('DELETE', path, { body: { names, dry_run: false } }),
    onSuccess: (result) => {
      done(`${plural(names.length, 'tag')} deleted, ${bytes(result.freed_bytes)} will be freed.`);
      close();
      onDeleted();
      void queries.invalidateQueries({ queryKey: ['repository', repository.name] });
      void queries.invalidateQueries({ queryKey: ['list'] });
    },
  });
  return (
    <Confirm
      opened={opened}
      close={close}
      title={`Delete ${plural(names.length, 'tag')}?`}
      action="Delete"
      danger
      run={() => deletion.mutate()}
      busy={deletion.isPending}
      problem={deletion.error ?? trial.error}
      ready={!trial.isPending}
    >
      <List size="sm" className="mono">
        {names.slice(0, MOST_NAMED).map((name) => (
          <List.Item key={name}>{name}</List.Item>
        ))}
        {names.length > MOST_NAMED && <List.Item>and {names.length - MOST_NAMED} more</List.Item>}
      </List>
      {trial.isPending ? (
        <Skeleton height={40} />
      ) : (
        trial.data && (
          <Text size="sm" mih={40}>
            {trial.data.freed_bytes > 0
              ? `This frees ${bytes(trial.data.freed_bytes)} once the collection has passed; what other tags use stays.`
              : 'This frees nothing: other tags use the same images.'}
          </Text>
        )
      )}
    </Confirm>
  );
}
