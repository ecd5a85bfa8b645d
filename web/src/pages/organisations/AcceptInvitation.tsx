import { Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useChange } from '../../api/changes';
import { post } from '../../api/client';
import { ProblemNotice } from '../../parts/Notice';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { RequireAccount } from '../../parts/RequireAccount';
import { done } from '../../parts/toast';

/** Where the link of a mailed invitation leads: joining is asked for, since a link alone must change nothing. */
export default function AcceptInvitation() {
  const { code } = useParams();
  const [parameters] = useSearchParams();
  return (
    <RequireAccount>
      {(me) => <Ask code={code ?? parameters.get('code') ?? ''} username={me.username} />}
    </RequireAccount>
  );
}

function Ask({ code, username }: { code: string; username: string }) {
  const navigate = useNavigate();
  const accept = useChange(() => post<{ organisation: string }>(`/invitations/${encodeURIComponent(code)}/accept`), {
    stale: [['list'], ['organisation']],
    then: ({ organisation }) => {
      done(`You are in ${organisation} now.`);
      void navigate(`/orgs/${organisation}`, { replace: true });
    },
  });
  return (
    <Page title="Join an organisation" narrow>
      <Panel>
        <Stack gap="md">
          <Text>
            You were invited into an organisation. You join it as <b>{username}</b>.
          </Text>
          {accept.error && <ProblemNotice problem={accept.error} />}
          <Group gap="xs">
            <Button loading={accept.isPending} disabled={code === ''} onClick={() => accept.mutate()}>
              Join
            </Button>
            <Button variant="default" onClick={() => void navigate('/orgs')}>
              Not now
            </Button>
          </Group>
        </Stack>
      </Panel>
    </Page>
  );
}
