import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../../api/changes';
import { post } from '../../api/client';
import { tokensQuery, type Grant, type NewToken, type Scope } from '../../api/people';
import { Expiry } from '../../parts/Expiry';
import { GrantEditor, Reach, ScopeBoxes } from '../../parts/GrantEditor';
import { ProblemNotice } from '../../parts/Notice';
import { SubmitButton } from '../../parts/SubmitButton';

/** Asks what a new token is for, and makes it. */
export default function NewTokenForm({
  username,
  made,
  cancel,
}: {
  username: string;
  made: (token: NewToken) => void;
  cancel: () => void;
}) {
  const [label, setLabel] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['read', 'write']);
  const [all, setAll] = useState(true);
  const [grants, setGrants] = useState<Grant[]>([{ name: '', scopes: ['read', 'write'] }]);
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const chosen = all ? scopes : [...new Set(grants.flatMap((grant) => grant.scopes))];
  const create = useChange(
    () =>
      post<NewToken>('/tokens', {
        label: label.trim(),
        scopes: chosen,
        ...(all ? {} : { repositories: grants.map((grant) => ({ ...grant, name: grant.name.trim() })) }),
        ...(expiresAt ? { expires_at: expiresAt } : {}),
      }),
    { stale: [tokensQuery.queryKey], then: made },
  );
  const complete = all ? scopes.length > 0 : grants.every((grant) => grant.scopes.length > 0);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput
          label="What is it for?"
          placeholder="CI of app, laptop"
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          maxLength={100}
          maw="24rem"
          autoFocus
          required
          withAsterisk={false}
        />
        <Reach all={all} change={setAll} labelOfAll="All that you may use" />
        {all ? (
          <ScopeBoxes label="What it may do" scopes={scopes} change={setScopes} />
        ) : (
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              A name such as {username}/app, or {username}/* for all in a namespace. A token may never do more than you
              may.
            </Text>
            <GrantEditor grants={grants} change={setGrants} example={`${username}/app`} />
          </Stack>
        )}
        <Expiry change={setExpiresAt} />
        {create.error && <ProblemNotice problem={create.error} />}
        <Group gap="xs">
          <SubmitButton busy={create.isPending} disabled={!complete}>
            Create token
          </SubmitButton>
          <Button variant="default" onClick={cancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
