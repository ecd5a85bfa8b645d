import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../../api/changes';
import { post, remove } from '../../api/client';
import { useList, useWholeList } from '../../api/lists';
import { orgApi, type Invitation, type Organisation, type Team } from '../../api/organisations';
import { Ago } from '../../parts/Ago';
import { Item, Listed } from '../../parts/Listed';
import { ProblemNotice } from '../../parts/Notice';
import { Once } from '../../parts/Once';
import { Panel } from '../../parts/Panel';
import { SubmitButton } from '../../parts/SubmitButton';
import { done, failed } from '../../parts/toast';

interface Made {
  invitation: Invitation;
  code: string;
  /** Whether the code was sent to the address. */
  mailed: boolean;
}

/** Invites people, and shows whose answer is still open. */
export function Invited({ org }: { org: Organisation }) {
  const path = orgApi(org.name, 'invitations');
  const list = useWholeList<Invitation>(path);
  const [made, setMade] = useState<Made>();
  const revoke = useChange((invitation: Invitation) => remove(`${path}/${invitation.id}`), {
    stale: [['list', path]],
    then: (_, invitation) => {
      setMade((shown) => (shown?.invitation.id === invitation.id ? undefined : shown));
      done(`The invitation of ${invitation.username ?? invitation.email} is taken back.`);
    },
  });
  return (
    <>
      <Panel title="Invite somebody">
        <Invite org={org} path={path} made={setMade} />
      </Panel>
      {made?.invitation.email && !made.mailed && (
        <Once
          title={`The link for ${made.invitation.email}`}
          secret={`${window.location.origin}/invitations/${made.code}`}
        >
          <Text size="sm">Send it to them yourself. Whoever has it can join.</Text>
        </Once>
      )}
      {list.items.length > 0 && (
        <Panel title="Invited" flush>
          <Listed list={list} label="Open invitations" empty={null}>
            {(invitation) => (
              <Item
                key={invitation.id}
                title={invitation.username ?? invitation.email}
                about={
                  <>
                    by {invitation.invited_by} <Ago at={invitation.created_at} />
                    {invitation.team && ` · into the team ${invitation.team}`} · ends <Ago at={invitation.expires_at} />
                  </>
                }
                actions={
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`Take back the invitation of ${invitation.username ?? invitation.email}`}
                    loading={revoke.isPending && revoke.variables.id === invitation.id}
                    onClick={() => revoke.mutate(invitation, { onError: failed })}
                  >
                    Take back
                  </Button>
                }
              />
            )}
          </Listed>
        </Panel>
      )}
    </>
  );
}

function Invite({ org, path, made }: { org: Organisation; path: string; made: (made: Made) => void }) {
  const [who, setWho] = useState('');
  const [team, setTeam] = useState('');
  const teams = useList<Team>(orgApi(org.name, 'teams'), { n: 100 });
  const invite = useChange(
    () => {
      const name = who.trim();
      return post<Made>(path, { [name.includes('@') ? 'email' : 'username']: name, ...(team ? { team } : {}) });
    },
    {
      stale: [['list', path]],
      then: (answer) => {
        setWho('');
        made(answer);
        done(
          answer.mailed
            ? `A link to join was mailed to ${answer.invitation.email}.`
            : `${answer.invitation.username ?? answer.invitation.email} is invited.`,
        );
      },
    },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate();
      }}
    >
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <TextInput
            label="Username or e-mail"
            value={who}
            onChange={(event) => setWho(event.currentTarget.value)}
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            required
            withAsterisk={false}
            style={{ flex: '1 1 14rem', maxWidth: '22rem' }}
          />
          {teams.items.length > 0 && (
            <NativeSelect
              label="Team"
              value={team}
              onChange={(event) => setTeam(event.currentTarget.value)}
              data={[{ value: '', label: 'None' }, ...teams.items.map(({ name }) => name)]}
            />
          )}
          <SubmitButton busy={invite.isPending}>Invite</SubmitButton>
        </Group>
        {invite.error && <ProblemNotice problem={invite.error} />}
      </Stack>
    </form>
  );
}
