import { Button } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useChange } from '../../api/changes';
import { post } from '../../api/client';
import { useWholeList } from '../../api/lists';
import type { Invitation } from '../../api/organisations';
import { Ago } from '../../parts/Ago';
import { Item, Listed } from '../../parts/Listed';
import { Panel } from '../../parts/Panel';
import { done, failed } from '../../parts/toast';

/** The invitations that wait for the answer of who is signed in; nothing where there are none. */
export function Invitations() {
  const list = useWholeList<Invitation>('/user/invitations');
  const navigate = useNavigate();
  const stale = [
    ['list', '/user/invitations'],
    ['list', '/user/orgs'],
  ];
  const accept = useChange((invitation: Invitation) => post(`/invitations/${invitation.id}/accept`), {
    stale,
    then: (_, { organisation }) => {
      done(`You are in ${organisation} now.`);
      void navigate(`/orgs/${organisation}`);
    },
  });
  const decline = useChange((invitation: Invitation) => post(`/invitations/${invitation.id}/decline`), {
    stale,
    then: (_, { organisation }) => done(`The invitation of ${organisation} is declined.`),
  });
  if (list.items.length === 0) {
    return null;
  }
  return (
    <Panel title="Invitations" flush>
      <Listed list={list} label="Invitations" empty={null}>
        {(invitation) => (
          <Item
            key={invitation.id}
            title={invitation.organisation}
            about={
              <>
                {invitation.invited_by} invites you{invitation.team && ` into the team ${invitation.team}`} · ends{' '}
                <Ago at={invitation.expires_at} />
              </>
            }
            actions={
              <>
                <Button
                  size="compact-sm"
                  aria-label={`Join ${invitation.organisation}`}
                  loading={accept.isPending && accept.variables.id === invitation.id}
                  onClick={() => accept.mutate(invitation, { onError: failed })}
                >
                  Join
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`Decline ${invitation.organisation}`}
                  loading={decline.isPending && decline.variables.id === invitation.id}
                  onClick={() => decline.mutate(invitation, { onError: failed })}
                >
                  Decline
                </Button>
              </>
            }
          />
        )}
      </Listed>
    </Panel>
  );
}
