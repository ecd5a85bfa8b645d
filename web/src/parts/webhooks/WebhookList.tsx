import { Badge, Button, Group, Menu, ActionIcon, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { patch, post, remove } from '../../api/client';
import { useList } from '../../api/lists';
import type { Webhook } from '../../api/types';
import { Confirm } from '../Confirm';
import { DotsIcon, PlusIcon } from '../icons';
import { More } from '../More';
import { Empty, ProblemNotice } from '../Notice';
import { Rows } from '../PageSkeleton';
import { Panel } from '../Panel';
import { done, failed } from '../toast';
import { Deliveries } from './Deliveries';
import { WebhookForm } from './WebhookForm';
import { Secret } from './Secret';
import classes from './Webhooks.module.css';

/** The webhooks of a repository or an organisation, at this place of the API. */
export function WebhookList({ path }: { path: string }) {
  const list = useList<Webhook>(path);
  const [editing, setEditing] = useState<Webhook | 'new' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);

  if (list.problem) {
    return <ProblemNotice problem={list.problem} retry={list.retry} />;
  }
  if (list.isPending) {
    return <Rows count={3} />;
  }
  return (
    <Stack gap="md">
      <Secret secret={secret} close={() => setSecret(null)} />
      {editing && (
        <WebhookForm
          path={path}
          webhook={editing === 'new' ? undefined : editing}
          close={() => setEditing(null)}
          onMade={(made) => setSecret(made.secret)}
        />
      )}
      {!editing && list.items.length > 0 && (
        <Group justify="flex-end">
          <Button leftSection={<PlusIcon />} onClick={() => setEditing('new')}>
            Add a webhook
          </Button>
        </Group>
      )}
      {list.items.map((webhook) => (
        <Item key={webhook.id} path={path} webhook={webhook} edit={() => setEditing(webhook)} />
      ))}
      {list.items.length === 0 && !editing && (
        <Panel>
          <Empty
            title="No webhooks yet"
            action={
              <Button leftSection={<PlusIcon />} onClick={() => setEditing('new')}>
                Add a webhook
              </Button>
            }
          >
            A webhook tells another program when something happens here: a deployment, a scanner, a chat.
          </Empty>
        </Panel>
      )}
      <More more={list.more} busy={list.isFetchingMore} />
    </Stack>
  );
}

function Item({ path, webhook, edit }: { path: string; webhook: Webhook; edit: () => void }) {
  const queries = useQueryClient();
  const [shown, setShown] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const own = `${path}/${webhook.id}`;
  const refresh = () => queries.invalidateQueries({ queryKey: ['list'] });
  const change = useMutation({
    mutationFn: (enabled: boolean) => patch<Webhook>(own, { enabled }),
    onSuccess: refresh,
    onError: failed,
  });
  const test = useMutation({
    mutationFn: () => post(`${own}/test`),
    onSuccess: () => {
      done('A test is on its way.');
      setShown(true);
      void refresh();
    },
    onError: failed,
  });
  const deletion = useMutation({
    mutationFn: () => remove(own),
    onSuccess: () => {
      setDeleting(false);
      done(`The webhook ${webhook.name} is deleted.`);
      void refresh();
    },
  });
  return (
    <Panel>
      <div className={classes.head}>
        <div className={classes.names}>
          <Group gap="xs">
            <Text fw={600}>{webhook.name}</Text>
            {!webhook.enabled && (
              <Badge variant="default" size="sm" tt="none">
                off
              </Badge>
            )}
            <Badge variant="light" size="sm" tt="none">
              {webhook.format === 'hub' ? 'Docker Hub' : 'CloudEvents'}
            </Badge>
          </Group>
          <Text size="sm" className="mono" c="dimmed">
            {webhook.url}
          </Text>
          <Text size="xs" c="dimmed">
            {webhook.events.join(', ')}
          </Text>
          {webhook.disabled_because && (
            <Text size="xs" c="var(--berth-danger)">
              Switched off: {webhook.disabled_because}
            </Text>
          )}
        </div>
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" size="compact-sm" loading={test.isPending} onClick={() => test.mutate()}>
            Test
          </Button>
          <Button variant="default" size="compact-sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
            Deliveries
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={`More about ${webhook.name}`}>
                <DotsIcon />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={edit}>Edit</Menu.Item>
              <Menu.Item onClick={() => change.mutate(!webhook.enabled)}>
                {webhook.enabled ? 'Switch off' : 'Switch on'}
              </Menu.Item>
              <Menu.Item color="red" onClick={() => setDeleting(true)}>
                Delete
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </div>
      {shown && <Deliveries path={own} />}
      <Confirm
        opened={deleting}
        close={() => setDeleting(false)}
        title={`Delete the webhook ${webhook.name}?`}
        action="Delete"
        danger
        run={() => deletion.mutate()}
        busy={deletion.isPending}
        problem={deletion.error}
      >
        <Text size="sm">Nothing is sent to it any more, and its deliveries are forgotten.</Text>
      </Confirm>
    </Panel>
  );
}
