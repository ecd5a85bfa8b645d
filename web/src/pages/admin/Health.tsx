import { Alert, Badge, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Check, Health as State, Node, Queue, Warning } from '../../api/admin';
import { get } from '../../api/client';
import { Ago } from '../../parts/Ago';
import { Facts } from '../../parts/Field';
import { bytes, count, duration } from '../../parts/format';
import { Item } from '../../parts/Listed';
import lists from '../../parts/Listed.module.css';
import { ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import classes from './Health.module.css';
import { Meter } from './Meter';

/** How the installation is, and what to do about it; asked anew while the page is looked at. */
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
      {error && <ProblemNotice problem={error} retry={() => void refetch()} />}
      <Panel title="Health" actions={data && <Sign ok={data.ok} />}>
        {data ? <Warnings warnings={data.warnings} /> : <Skeleton height={64} />}
      </Panel>
      <Panel title="What this node needs" flush>
        {data ? <Checks checks={data.checks} /> : <Waiting rows={2} />}
      </Panel>
      <Panel title="This node">{data ? <Here health={data} /> : <Skeleton height={120} />}</Panel>
      <Panel title="Nodes" flush>
        {data ? <Nodes nodes={data.nodes} /> : <Waiting rows={1} />}
      </Panel>
      <Panel title="What waits to be done" flush>
        {data ? <Queues queues={data.queues} /> : <Waiting rows={6} />}
      </Panel>
    </Stack>
  );
}

function Waiting({ rows }: { rows: number }) {
  return (
    <div className={lists.waiting} aria-busy="true" aria-label="Loading">
      <Skeleton height={rows * 52 - 24} />
    </div>
  );
}

function Sign({ ok }: { ok: boolean }) {
  return (
    <Badge variant="light" color={ok ? 'teal' : 'red'} tt="none">
      {ok ? 'works' : 'fails'}
    </Badge>
  );
}

const COLOURS = { trouble: 'red', warning: 'yellow', note: 'gray' };
const WEIGHTS = { trouble: 'Trouble', warning: 'Warning', note: 'Note' };

function Warnings({ warnings }: { warnings: Warning[] }) {
  return warnings.length === 0 ? (
    <Text size="sm">All is well: there is nothing to be changed.</Text>
  ) : (
    <ul className={classes.warnings} aria-label="What may have to be changed">
      {warnings.map(({ name, weight, text, advice }) => (
        <li key={name + text}>
          <Alert color={COLOURS[weight]} variant="light" title={`${WEIGHTS[weight]}: ${text}`}>
            {advice}
          </Alert>
        </li>
      ))}
    </ul>
  );
}

function Checks({ checks }: { checks: Check[] }) {
  return (
    <ul className={lists.items} aria-label="What this node needs">
      {checks.map((check) => (
        <Item
          key={check.name}
          title={check.name === 'database' ? 'Database' : 'Blobs'}
          about={
            <>
              {check.about} · {check.ok ? `written and read in ${duration(check.took_millis)}` : check.failure}
            </>
          }
          actions={<Sign ok={check.ok} />}
        />
      ))}
    </ul>
  );
}

function Here({ health }: { health: State }) {
  const { process, disk } = health;
  return (
    <Stack gap="md">
      <Facts
        facts={[
          ['Berth', health.version],
          ['Java', process.java],
          ['Up for', duration(process.uptime_seconds * 1000)],
          ['Processors', process.processors],
        ]}
      />
      {process.heap_most > 0 ? (
        <Meter label="Memory of Java" used={process.heap_used} total={process.heap_most} />
      ) : (
        <Text size="sm">Memory of Java: {bytes(process.heap_used)}</Text>
      )}
      {disk && <Meter label={`Disk of ${disk.folder}`} used={disk.total - disk.free} total={disk.total} />}
    </Stack>
  );
}

function Nodes({ nodes }: { nodes: Node[] }) {
  return (
    <ul className={lists.items} aria-label="Nodes">
      {nodes.map((node) => (
        <Item
          key={node.name}
          title={
            <>
              {node.name}
              {node.here && (
                <Badge variant="light" size="sm" tt="none">
                  this one
                </Badge>
              )}
            </>
          }
          about={
            <>
              {node.version} · up since <Ago at={node.started_at} />
              {!node.ok && (
                <>
                  {' '}
                  · seen last <Ago at={node.seen_at} />
                </>
              )}
            </>
          }
          actions={
            <Badge variant="light" color={node.ok ? 'teal' : 'yellow'} tt="none">
              {node.ok ? 'is there' : 'is silent'}
            </Badge>
          }
        />
      ))}
    </ul>
  );
}

const QUEUES: Record<string, string> = {
  uploads: 'Open uploads',
  inspection: 'Inspection',
  collection: 'Collection',
  deletion: 'Deletion',
  events: 'Events',
  webhooks: 'Webhooks',
};

function Queues({ queues }: { queues: Queue[] }) {
  return (
    <ul className={lists.items} aria-label="What waits to be done">
      {queues.map((queue) => (
        <Item
          key={queue.name}
          title={QUEUES[queue.name] ?? queue.name}
          about={queue.about}
          actions={
            <span className={classes.figure}>
              {queue.more && 'more than '}
              {count(queue.waiting)}
            </span>
          }
        />
      ))}
    </ul>
  );
}
