import { Anchor, Badge, Button, Group, Skeleton, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../../api/client';
import { useList } from '../../api/lists';
import type { Callback, Delivery, DeliveryDetails } from '../../api/types';
import { Ago } from '../Ago';
import { More } from '../More';
import { ProblemNotice } from '../Notice';
import { Rows } from '../PageSkeleton';
import { done, failed } from '../toast';
import classes from './Webhooks.module.css';

/** What was sent to a webhook, and what came of it. */
export function Deliveries({ path }: { path: string }) {
  const list = useList<Delivery>(`${path}/deliveries`);
  const [opened, setOpened] = useState<string | null>(null);
  if (list.isPending) {
    return <Rows count={3} height={40} />;
  }
  if (list.problem) {
    return <ProblemNotice problem={list.problem} retry={list.retry} />;
  }
  return (
    <div className={classes.deliveries}>
      <Group justify="space-between" mb={6}>
        <Text size="sm" c="dimmed">
          {list.items.length === 0 ? 'Nothing was sent yet. A test shows whether it works.' : 'The newest first'}
        </Text>
        <Button variant="subtle" size="compact-xs" onClick={list.retry} loading={list.isRefetching}>
          Refresh
        </Button>
      </Group>
      <ul className={classes.list}>
        {list.items.map((delivery) => (
          <li key={delivery.id}>
            <button
              type="button"
              className={classes.delivery}
              aria-expanded={opened === delivery.id}
              onClick={() => setOpened(opened === delivery.id ? null : delivery.id)}
            >
              <State delivery={delivery} />
              <span className="mono">{delivery.event}</span>
              <span className={classes.at}>
                <Ago at={delivery.at} />
              </span>
            </button>
            {opened === delivery.id && <Details path={path} id={delivery.id} />}
          </li>
        ))}
      </ul>
      <More more={list.more} busy={list.isFetchingMore} />
    </div>
  );
}

const COLOURS: Record<string, string> = { delivered: 'green', waiting: 'yellow', failed: 'red' };

function State({ delivery }: { delivery: Delivery }) {
  return (
    <Badge variant="light" color={COLOURS[delivery.state] ?? 'gray'} tt="none" size="sm">
      {delivery.state.replaceAll('_', ' ')}
      {delivery.attempts > 1 && ` · ${delivery.attempts} tries`}
    </Badge>
  );
}

function Details({ path, id }: { path: string; id: string }) {
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['delivery', path, id],
    queryFn: ({ signal }) => get<DeliveryDetails>(`${path}/deliveries/${id}`, {}, signal),
    // What waits for its next try changes by itself.
    refetchInterval: (query) => (query.state.data?.next_attempt_at ? 5000 : false),
  });
  const again = useMutation({
    mutationFn: () => post(`${path}/deliveries/${id}/redeliver`),
    onSuccess: () => {
      done('It is sent again.');
      void queries.invalidateQueries({ queryKey: ['list', `${path}/deliveries`] });
    },
    onError: failed,
  });
  if (error) {
    return <ProblemNotice problem={error} />;
  }
  if (!data) {
    return <Skeleton height={160} />;
  }
  const last = data.tries.at(-1);
  return (
    <div className={classes.details}>
      {data.next_attempt_at && (
        <Text size="sm">
          The next try is <Ago at={data.next_attempt_at} />.
        </Text>
      )}
      {data.callbacks.map((callback) => (
        <CalledBack key={callback.context} callback={callback} />
      ))}
      <Message title="Request" headers={last?.request_headers} body={data.request_body} />
      {data.tries.toReversed().map((attempt) => (
        <section key={attempt.number}>
          <Text size="xs" fw={600}>
            Try {attempt.number}, <Ago at={attempt.at} />: {attempt.status ?? 'no answer'} after {attempt.duration_ms}{' '}
            ms
          </Text>
          {attempt.problem && (
            <Text size="sm" c="var(--berth-danger)">
              {attempt.problem}
            </Text>
          )}
          <Message title="Answer" headers={attempt.response_headers} body={attempt.response_body} />
        </section>
      ))}
      <Button variant="default" size="compact-sm" loading={again.isPending} onClick={() => again.mutate()}>
        Send again
      </Button>
    </div>
  );
}

function CalledBack({ callback }: { callback: Callback }) {
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      <Badge variant="light" color={callback.state === 'success' ? 'green' : 'red'} tt="none" size="sm">
        {callback.state}
      </Badge>{' '}
      {[callback.context, callback.description].filter(Boolean).join(': ')}{' '}
      {callback.target_url && (
        <Anchor href={callback.target_url} target="_blank" rel="noopener noreferrer nofollow">
          More
        </Anchor>
      )}{' '}
      <Text span size="xs" c="dimmed">
        <Ago at={callback.at} />
      </Text>
    </Text>
  );
}

interface MessageProps {
  title: string;
  headers: Record<string, string> | null | undefined;
  body: string | null | undefined;
}

/** What others wrote is shown as text, and never as anything that a browser would run. */
function Message({ title, headers, body }: MessageProps) {
  if (Object.keys(headers ?? {}).length === 0 && !body) {
    return null;
  }
  return (
    <section>
      <Text size="xs" fw={600}>
        {title}
      </Text>
      <pre className={classes.message} tabIndex={0}>
        {Object.entries(headers ?? {})
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n')}
        {headers && body ? '\n\n' : ''}
        {pretty(body ?? '')}
      </pre>
    </section>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
