import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import type { Storage as Stored } from '../../api/admin';
import { get } from '../../api/client';
import { Facts } from '../../parts/Field';
import { bytes, plural } from '../../parts/format';
import { Empty, ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import classes from './Storage.module.css';

const Chart = lazy(() => import('./TimeChart'));

/** How much is stored, how that grew, and whose it is. */
export default function Storage() {
  useTitle('Storage');
  const { data, error, refetch } = useQuery({
    queryKey: ['admin', 'storage'],
    queryFn: ({ signal }) => get<Stored>('/admin/storage', {}, signal),
  });
  if (error && !data) {
    return <ProblemNotice problem={error} retry={() => void refetch()} />;
  }
  return (
    <Stack gap="md">
      <Panel title="Now">
        {data ? (
          <Facts
            facts={[
              ['Stored', bytes(data.bytes)],
              ['Blobs', data.blobs.toLocaleString('en')],
              ['Images', data.manifests.toLocaleString('en')],
              ['Tags', data.tags.toLocaleString('en')],
              ['Repositories', data.repositories.toLocaleString('en')],
            ]}
          />
        ) : (
          <Skeleton height={44} />
        )}
      </Panel>
      <Panel title="Over time">
        {!data ? (
          <Skeleton height={220} />
        ) : data.history.length < 2 ? (
          <div className={classes.tooEarly}>
            <Text size="sm" c="dimmed">
              The sizes are written down once a day: from tomorrow on, they are drawn here.
            </Text>
          </div>
        ) : (
          <Suspense fallback={<Skeleton height={220} />}>
            <Chart
              title="Bytes stored by day"
              points={data.history.map(({ day, bytes: value }) => ({ day, value }))}
              format={bytes}
            />
          </Suspense>
        )}
      </Panel>
      <Panel title="By namespace">
        {!data ? (
          <Skeleton height={120} />
        ) : data.namespaces.length === 0 ? (
          <Empty title="Nothing is stored yet">The first push changes that.</Empty>
        ) : (
          <Namespaces namespaces={data.namespaces} />
        )}
      </Panel>
    </Stack>
  );
}

function Namespaces({ namespaces }: { namespaces: Stored['namespaces'] }) {
  const most = Math.max(1, ...namespaces.map((each) => each.bytes));
  return (
    <>
      <ol className={classes.namespaces} aria-label="Namespaces, the largest first">
        {namespaces.map((each) => (
          <li key={each.namespace}>
            <Link to={`/u/${each.namespace}`} className={classes.name}>
              {each.namespace}
            </Link>
            <span className={classes.track} aria-hidden="true">
              <span className={classes.bar} style={{ width: `${(each.bytes / most) * 100}%` }} />
            </span>
            <span className={classes.figure}>
              {bytes(each.bytes)}
              <span className={classes.count}>{plural(each.repositories, 'repository', 'repositories')}</span>
            </span>
          </li>
        ))}
      </ol>
      <Text size="xs" c="dimmed" mt="sm">
        What several namespaces share is stored once, and counted for each of them.
      </Text>
    </>
  );
}
