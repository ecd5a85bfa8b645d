import { Badge, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Collected, CollectionState } from '../../api/admin';
import { useChange } from '../../api/changes';
import { get, post } from '../../api/client';
import { Ago } from '../../parts/Ago';
import { Confirm } from '../../parts/Confirm';
import { Facts } from '../../parts/Field';
import { bytes, plural } from '../../parts/format';
import { ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { done, failed } from '../../parts/toast';
import classes from './Collection.module.css';

const collectionQuery = queryOptions({
  queryKey: ['admin', 'collection'],
  queryFn: ({ signal }) => get<CollectionState>('/admin/collection', {}, signal),
  refetchInterval: (query) => (query.state.data?.running ? 1000 : false),
});

/** What takes away that nothing refers to: how it does, what it would take, and a way to have it take it now. */
export default function Collection() {
  useTitle('Collection');
  const { data, error, refetch } = useQuery(collectionQuery);
  const [asked, setAsked] = useState(false);
  const rehearsal = useChange(() => post<Collected>('/admin/collection', { dry_run: true }), { stale: [] });
  const run = useChange(() => post<Collected>('/admin/collection', { dry_run: false }), {
    stale: [collectionQuery.queryKey, ['admin', 'storage']],
    then: (collected) => {
      setAsked(false);
      rehearsal.reset();
      done(`${bytes(collected.bytes)} are free again.`);
    },
  });
  if (error && !data) {
    return <ProblemNotice problem={error} retry={() => void refetch()} />;
  }
  return (
    <Stack gap="md">
      <Panel title="Collection" actions={data?.running && <Badge variant="light">runs now</Badge>}>
        <Stack gap="md">
          <Text size="sm" maw="44rem">
            Images and layers that no tag, index or artifact refers to any more go by themselves, after a time of grace.
            Pulls and pushes go on meanwhile. By hand it takes what is due now.
          </Text>
          {data ? (
            <Facts
              facts={[
                ['Waiting', plural(data.waiting, 'candidate')],
                ['Last run', data.last ? <Ago at={data.last.at} /> : 'not yet'],
                ['It freed', data.last ? bytes(data.last.bytes) : '–'],
              ]}
            />
          ) : (
            <Skeleton height={44} />
          )}
          <Group gap="xs">
            <Button
              variant="default"
              loading={rehearsal.isPending}
              onClick={() => rehearsal.mutate(undefined, { onError: failed })}
            >
              Dry run
            </Button>
            <Button loading={run.isPending} onClick={() => setAsked(true)}>
              Collect now
            </Button>
          </Group>
        </Stack>
      </Panel>
      <div aria-live="polite">{rehearsal.data && <Rehearsed collected={rehearsal.data} />}</div>
      <Confirm
        opened={asked}
        close={() => {
          setAsked(false);
          run.reset();
        }}
        title="Collect now"
        action="Collect"
        run={() => run.mutate()}
        busy={run.isPending}
        problem={run.error}
      >
        <Text size="sm">
          What nothing refers to, and whose time of grace is over, is deleted for good.
          {rehearsal.data && ` By the dry run that is ${bytes(rehearsal.data.bytes)}.`}
        </Text>
      </Confirm>
    </Stack>
  );
}

function Rehearsed({ collected }: { collected: Collected }) {
  return (
    <Panel title="What would go">
      <Stack gap="md">
        <Facts
          facts={[
            ['It would free', bytes(collected.bytes)],
            ['Images', collected.manifests.toLocaleString('en')],
            ['Layers and other blobs', collected.blobs.toLocaleString('en')],
            ['Looked at', collected.examined.toLocaleString('en')],
          ]}
        />
        {collected.names.length > 0 && (
          <pre className={classes.names} tabIndex={0} aria-label="What would go, by name">
            {collected.names.join('\n')}
          </pre>
        )}
      </Stack>
    </Panel>
  );
}
