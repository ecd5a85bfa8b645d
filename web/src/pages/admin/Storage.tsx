import { Button, Group, NativeSelect, Skeleton, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Storage as Stored, StorageDay } from '../../api/admin';
import { useChange } from '../../api/changes';
import { get, post } from '../../api/client';
import { Ago } from '../../parts/Ago';
import { Facts } from '../../parts/Field';
import { bytes, duration } from '../../parts/format';
import { Empty, ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { failed } from '../../parts/toast';
import { Shares } from './Shares';
import { TimeChart } from './TimeChart';

const PERIODS = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: '3650', label: 'Ten years' },
];

/** How much is stored, how that grew, and whose it is. */
export default function Storage() {
  useTitle('Storage');
  const [days, setDays] = useState('90');
  const [waitingSince, setWaitingSince] = useState<string | null>();
  const { data, error, refetch } = useQuery({
    queryKey: ['admin', 'storage', days],
    queryFn: ({ signal }) => get<Stored>('/admin/storage', { days }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (isBeingMeasured(state.data, waitingSince) ? 1500 : false),
  });
  const measure = useChange(() => post('/admin/storage/-/measure'), {
    stale: [['admin', 'storage']],
    then: () => setWaitingSince(data?.now?.as_of ?? null),
  });
  if (error && !data) {
    return <ProblemNotice problem={error} retry={() => void refetch()} />;
  }
  const busy = measure.isPending || (data !== undefined && isBeingMeasured(data, waitingSince));
  return (
    <Stack gap="md">
      <Panel
        title="Storage"
        actions={
          <Button
            size="compact-sm"
            variant="default"
            loading={busy}
            onClick={() => measure.mutate(undefined, { onError: failed })}
          >
            Count now
          </Button>
        }
      >
        {data?.now ? <Now now={data.now} /> : <NotYet known={data !== undefined} />}
      </Panel>
      <Panel
        title="Over time"
        actions={
          <NativeSelect
            size="xs"
            aria-label="How far back"
            data={PERIODS}
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
          />
        }
      >
        {data && data.history.length > 0 ? (
          <Growth history={data.history} />
        ) : (
          <Skeleton height={260} animate={!data} />
        )}
      </Panel>
      <Panel title="The largest namespaces">
        {!data ? (
          <Skeleton height={120} />
        ) : data.namespaces.length === 0 ? (
          <Empty title="Nothing is stored yet">The first push changes that.</Empty>
        ) : (
          <Shares shares={data.namespaces} label="Namespaces, the largest first" link={(name) => `/u/${name}`} counts />
        )}
      </Panel>
      {data && data.repositories.length > 0 && (
        <Panel title="The largest repositories">
          <Shares shares={data.repositories} label="Repositories, the largest first" link={(name) => `/r/${name}`} />
        </Panel>
      )}
    </Stack>
  );
}

/** Whether it was asked for a count that is not there yet, or has none at all. */
function isBeingMeasured(data: Stored | undefined, waitingSince: string | null | undefined) {
  return (
    data !== undefined &&
    (data.measuring || data.now === null || (waitingSince !== undefined && data.now.as_of === waitingSince))
  );
}

function NotYet({ known }: { known: boolean }) {
  return known ? (
    <Text size="sm" c="dimmed" mih={44}>
      What is stored is being counted for the first time. That takes seconds, with millions of images some minutes.
    </Text>
  ) : (
    <Skeleton height={44} />
  );
}

function Now({ now }: { now: NonNullable<Stored['now']> }) {
  const shared = now.logical_bytes - now.bytes;
  return (
    <Stack gap="md">
      <Facts
        facts={[
          ['Stored', bytes(now.bytes)],
          ['Saved by sharing', shared > 0 ? bytes(shared) : '–'],
          ['Blobs', now.blobs.toLocaleString('en')],
          ['Images', now.manifests.toLocaleString('en')],
          ['Tags', now.tags.toLocaleString('en')],
          ['Repositories', now.repositories.toLocaleString('en')],
          ...(now.damaged > 0 ? [['Damaged blobs', now.damaged.toLocaleString('en')] as [string, string]] : []),
        ]}
      />
      <Group gap="xs">
        <Text size="xs" c="dimmed">
          Counted <Ago at={now.as_of} /> in {duration(now.took_millis)}. A blob that several repositories have is stored
          once; {bytes(now.logical_bytes)} would be stored if each had its own.
        </Text>
      </Group>
    </Stack>
  );
}

function Growth({ history }: { history: StorageDay[] }) {
  return (
    <TimeChart
      title="Bytes stored by day"
      days={history.map(({ day }) => day)}
      main={{ label: 'stored', values: history.map((each) => each.bytes) }}
      other={{ label: 'without sharing', values: history.map((each) => each.logical_bytes) }}
      format={bytes}
    />
  );
}
