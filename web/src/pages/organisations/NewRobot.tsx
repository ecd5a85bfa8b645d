import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../../api/changes';
import { post } from '../../api/client';
import type { Robot } from '../../api/organisations';
import type { Grant } from '../../api/people';
import { Expiry } from '../../parts/Expiry';
import { GrantEditor } from '../../parts/GrantEditor';
import { ProblemNotice } from '../../parts/Notice';
import { SubmitButton } from '../../parts/SubmitButton';

/** A robot that was just made, with its secret. */
export interface MadeRobot {
  robot: Robot;
  token: string;
}

/** Asks what a new robot is for, and makes it. */
export default function NewRobot({
  org,
  path,
  made,
  cancel,
}: {
  org: string;
  path: string;
  made: (robot: MadeRobot) => void;
  cancel: () => void;
}) {
  const [label, setLabel] = useState('');
  const [grants, setGrants] = useState<Grant[]>([{ name: `${org}/*`, scopes: ['read', 'write'] }]);
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const create = useChange(
    () =>
      post<MadeRobot>(path, {
        label: label.trim(),
        repositories: grants.map((grant) => ({ ...grant, name: grant.name.trim() })),
        ...(expiresAt ? { expires_at: expiresAt } : {}),
      }),
    { stale: [['list', path]], then: made },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput
          label="Name"
          description={`It signs in as ${org}+${label.trim() || 'ci'}`}
          placeholder="ci"
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          maw="24rem"
          autoFocus
          required
          withAsterisk={false}
        />
        <Stack gap="xs">
          <Text size="sm" fw={500}>
            Repositories
          </Text>
          <GrantEditor grants={grants} change={setGrants} example={`${org}/app, or ${org}/*`} />
        </Stack>
        <Expiry change={setExpiresAt} />
        {create.error && <ProblemNotice problem={create.error} />}
        <Group gap="xs">
          <SubmitButton busy={create.isPending} disabled={grants.some((grant) => grant.scopes.length === 0)}>
            Create robot
          </SubmitButton>
          <Button variant="default" onClick={cancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
