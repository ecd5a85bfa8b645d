import { Badge, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Health as State } from '../../api/admin';
import { get } from '../../api/client';
import { Item } from '../../parts/Listed';
import classes from '../../parts/Listed.module.css';
import { ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';

/** Whether the parts of the server work; asked anew while the page is looked at. */
export default function Health() {
  useTitle('Health');
  const { data, error, refetch } = useQuery({
    queryKey: ['admin', 'health'],
    queryFn: ({ signal }) => get<State>('/admin/health', {}, signal),
    refetchInterval: 10_000,
  });
  if (error && !data) {
    return <ProblemNotice problem={error} retry={() => void refetch()} />;
  }
  return (
    <Stack gap="md">
      <Panel title={`Health${data ? ` · Berth ${data.version}` : ''}`} flush actions={data && <Sign ok={data.ok} />}>
        {data ? (
          <ul className={classes.items} aria-label="Parts of the server">
            {data.checks.map((check) => (
              <Item key={check.name} title={check.name} about={check.detail} actions={<Sign ok={check.ok} />} />
            ))}
          </ul>
        ) : (
          <div className={classes.waiting}>
            <Skeleton height={100} />
          </div>
        )}
      </Panel>
    </Stack>
  );
}

function Sign({ ok }: { ok: boolean }) {
  return (
    <Badge variant="light" color={ok ? 'teal' : 'red'} tt="none">
      {ok ? 'works' : 'fails'}
    </Badge>
  );
}
