import { Button, Group, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CollectionAnswer, CollectionState, Rehearsal } from '../../api/admin';
import { useChange } from '../../api/changes';
import { get, post } from '../../api/client';
import { Ago } from '../../parts/Ago';
import { Confirm } from '../../parts/Confirm';
import { Facts } from '../../parts/Field';
import { bytes, duration, plural } from '../../parts/format';
import { ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { done, failed } from '../../parts/toast';
import classes from './Collection.module.css';
import { CollectionRuns } from './CollectionRuns';

const collectionQuery = queryOptions({
  queryKey: ['admin', 'collection'],
  queryFn: ({ signal }) => get<CollectionState>('/admin/collection', {}, signal),
  refetchInterval: (query) => (query.state.data?.running ? 1000 : 15_000),
});

const order = (dryRun: boolean) => post<CollectionAnswer>('/admin/collection/-/run', { dry_run: dryRun });

/** What takes away that nothing refers to: how it does, what it would take, and a way to have it take it now. */
export default function Collection() {
  useTitle('Collection');
  const { data, error, refetch } = useQuery(collectionQuery);
  const [asked, setAsked] = useState(false);
  const rehearsal = useChange(() => order(true), { stale: [] });
  const rehearsed = rehearsal.data?.rehearsal;
  const run = useChange(() => order(false), {
    stale: [collectionQuery.queryKey],
    then: () => {
      setAsked(false);
      rehearsal.reset();
      done('The collection has begun.');
    },
  });
  if (error && !data) {
    return <ProblemNotice problem={error} retry={() => void refetch()} />;
  }
  return (
    <Stack gap="md">
      <Panel title="Collection">
        <Stack gap="md">
          <Text size="sm" maw="44rem">
            Images and layers that no tag, index or artifact refers to any more go by themselves, after a time of grace.
            Pulls and pushes go on meanwhile. By hand it takes what is due now.
          </Text>
          {data ? <State state={data} /> : <Skeleton height={106} />}
          <Running state={data} />
          <Group gap="xs">
            <Button
              variant="default"
              loading={rehearsal.isPending}
              disabled={!data}
              onClick={() => rehearsal.mutate(undefined, { onError: failed })}
            >
              What would go
            </Button>
            <Button disabled={!data || data.running} loading={run.isPending} onClick={() => setAsked(true)}>
              Collect now
            </Button>
          </Group>
        </Stack>
      </Panel>
      <div aria-live="polite">{rehearsed && <Rehearsed rehearsal={rehearsed} />}</div>
      <Panel title="The last collections" flush>
        <CollectionRuns runs={data?.runs} />
      </Panel>
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
          {rehearsed && ` By what was looked at just now that frees ${atLeast(rehearsed)}.`}
        </Text>
      </Confirm>
    </Stack>
  );
}

const some = (value: number, more: boolean) => `${more ? 'more than ' : ''}${value.toLocaleString('en')}`;
const atLeast = (rehearsal: Rehearsal) => `${rehearsal.more ? 'at least ' : ''}${bytes(rehearsal.bytes)}`;

function State({ state }: { state: CollectionState }) {
  const { waiting } = state;
  return (
    <Facts
      facts={[
        ['Due now', some(waiting.due, waiting.more_due)],
        ['To be looked at', some(waiting.candidates, waiting.more_candidates)],
        ['The next is due', waiting.next_due_at ? <Ago at={waiting.next_due_at} /> : '–'],
        ['Time of grace', duration(state.grace_seconds * 1000)],
        ['By itself', state.enabled ? `every ${duration(state.interval_seconds * 1000)}` : 'not on this node'],
        ['Looked last', state.looked_at ? <Ago at={state.looked_at} /> : 'not yet'],
        ['Untagged images', state.collects_untagged ? 'go' : 'stay'],
        ['Uploads expire after', duration(state.upload_expiry_seconds * 1000)],
      ]}
    />
  );
}

/** Keeps its place while nothing runs, so that nothing moves when it does. */
function Running({ state }: { state: CollectionState | undefined }) {
  const current = state?.runs.find((run) => run.state === 'running');
  return (
    <Stack gap={4} mih="1.9rem" aria-live="polite">
      {current && (
        <>
          <Progress value={100} animated size="sm" aria-label="A collection runs" />
          <Text size="xs" c="dimmed">
            Runs on {current.node} since <Ago at={current.started_at} />: looked at{' '}
            {current.examined.toLocaleString('en')}, freed {bytes(current.bytes)}
          </Text>
        </>
      )}
    </Stack>
  );
}

function Rehearsed({ rehearsal }: { rehearsal: Rehearsal }) {
  return (
    <Panel title="What would go">
      <Stack gap="md">
        <Facts
          facts={[
            ['It would free', atLeast(rehearsal)],
            ['Images', rehearsal.manifests.toLocaleString('en')],
            ['Layers and other blobs', rehearsal.blobs.toLocaleString('en')],
            ['Looked at', rehearsal.examined.toLocaleString('en')],
          ]}
        />
        {rehearsal.more && (
          <Text size="sm" c="dimmed">
            More is due than was looked at: {plural(rehearsal.examined, 'candidate')} are enough for a look, since
            pushes wait meanwhile.
          </Text>
        )}
        {rehearsal.names.length > 0 && (
          <pre className={classes.names} tabIndex={0} aria-label="What would go, by name">
            {rehearsal.names.join('\n')}
          </pre>
        )}
      </Stack>
    </Panel>
  );
}
