import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { patch, post } from '../../api/client';
import type { Webhook } from '../../api/types';
import { ProblemNotice } from '../Notice';
import { Panel } from '../Panel';
import { SubmitButton } from '../SubmitButton';
import { done } from '../toast';

const EVENTS = [
  { value: 'tag.pushed', label: 'A tag is pushed' },
  { value: 'tag.deleted', label: 'A tag is deleted' },
  { value: 'manifest.pushed', label: 'An image is pushed, tagged or not' },
  { value: 'manifest.deleted', label: 'An image is deleted' },
  { value: 'repository.changed', label: 'The repository is changed' },
  { value: 'repository.renamed', label: 'The repository is renamed' },
  { value: 'repository.deleted', label: 'The repository is deleted' },
];

interface WebhookFormProps {
  path: string;
  webhook: Webhook | undefined;
  close: () => void;
  onMade: (made: Webhook) => void;
}

export function WebhookForm({ path, webhook, close, onMade }: WebhookFormProps) {
  const queries = useQueryClient();
  const [name, setName] = useState(webhook?.name ?? '');
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [events, setEvents] = useState(webhook?.events ?? ['tag.pushed']);
  const [format, setFormat] = useState<Webhook['format']>(webhook?.format ?? 'hub');
  const save = useMutation({
    mutationFn: () => {
      const body = { name, url, events, format };
      return webhook ? patch<Webhook>(`${path}/${webhook.id}`, body) : post<Webhook>(path, { ...body, enabled: true });
    },
    onSuccess: (saved) => {
      done(webhook ? 'The webhook is saved.' : 'The webhook is made.');
      if (!webhook) onMade(saved);
      void queries.invalidateQueries({ queryKey: ['list'] });
      close();
    },
  });
  return (
    <Panel title={webhook ? `Webhook ${webhook.name}` : 'New webhook'}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="md" maw={520}>
          <TextInput
            label="Name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
            withAsterisk={false}
            autoFocus
          />
          <TextInput
            label="Address"
            type="url"
            placeholder="https://"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            required
            withAsterisk={false}
            spellCheck={false}
          />
          <Checkbox.Group label="When" value={events} onChange={setEvents}>
            <Stack gap={6} mt={6}>
              {EVENTS.map((event) => (
                <Checkbox key={event.value} size="sm" {...event} />
              ))}
            </Stack>
          </Checkbox.Group>
          <NativeSelect
            label="Format"
            description="What receivers made for Docker Hub understand, or the standard that most others do"
            value={format}
            onChange={(event) => setFormat(event.currentTarget.value as Webhook['format'])}
            data={[
              { value: 'hub', label: 'Docker Hub' },
              { value: 'cloudevents', label: 'CloudEvents' },
            ]}
          />
          {save.error && <ProblemNotice problem={save.error} />}
          <Group gap="xs">
            <SubmitButton busy={save.isPending} disabled={events.length === 0}>
              Save
            </SubmitButton>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
