import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useChange } from '../../api/changes';
import { patch, remove } from '../../api/client';
import { wholeList } from '../../api/lists';
import { tokensQuery, type NewToken, type Token } from '../../api/people';
import { useRegistryHost, type Me } from '../../api/session';
import { Confirm } from '../../parts/Confirm';
import { PlusIcon } from '../../parts/icons';
import { FieldsWaiting } from '../../parts/Field';
import { Listed } from '../../parts/Listed';
import { Empty } from '../../parts/Notice';
import { Once } from '../../parts/Once';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { TokenRow } from '../../parts/TokenRow';
import { done, failed } from '../../parts/toast';

const NewTokenForm = lazy(() => import('./NewTokenForm'));

const STALE = [tokensQuery.queryKey];

/** What programs sign in with instead of somebody's password. */
export default function Tokens({ me }: { me: Me }) {
  useTitle('Tokens');
  const host = useRegistryHost();
  const tokens = useQuery(tokensQuery);
  const list = wholeList(tokens);
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<NewToken>();
  const [revoked, setRevoked] = useState<Token>();
  const turn = useChange(({ id, enabled }: { id: string; enabled: boolean }) => patch(`/tokens/${id}`, { enabled }), {
    stale: STALE,
  });
  const revoke = useChange((token: Token) => remove(`/tokens/${token.id}`), {
    stale: STALE,
    then: (_, token) => {
      setRevoked(undefined);
      setMade((shown) => (shown?.id === token.id ? undefined : shown));
      done(`The token ${token.label} is revoked.`);
    },
  });
  const create = (
    <Button
      leftSection={<PlusIcon />}
      size="compact-md"
      onClick={() => {
        setMade(undefined);
        setAsking(true);
      }}
    >
      New token
    </Button>
  );
  return (
    <Stack gap="md">
      {made && (
        <Once title={`The token ${made.label}`} secret={made.token} command={`docker login ${host} -u ${me.username}`}>
          <Text size="sm">Docker asks for a password: the token is it.</Text>
        </Once>
      )}
      {asking && (
        <Panel title="New token">
          <Suspense fallback={<FieldsWaiting count={4} />}>
            <NewTokenForm
              username={me.username}
              cancel={() => setAsking(false)}
              made={(token) => {
                setAsking(false);
                setMade(token);
              }}
            />
          </Suspense>
        </Panel>
      )}
      <Panel title="Tokens" flush actions={!asking && list.items.length > 0 && create}>
        <Listed
          list={list}
          label="Tokens"
          empty={
            <Empty title="No tokens yet" action={!asking && create}>
              Make one for each machine that pulls or pushes. It can be for single repositories, expire, and be revoked
              without changing your password.
            </Empty>
          }
        >
          {(token) => (
            <TokenRow
              key={token.id}
              token={token}
              reach="All that you may use"
              busy={turn.isPending && turn.variables.id === token.id}
              onSwitch={(enabled) => turn.mutate({ id: token.id, enabled }, { onError: failed })}
              onRevoke={() => setRevoked(token)}
            />
          )}
        </Listed>
      </Panel>
      <Confirm
        opened={revoked !== undefined}
        close={() => {
          setRevoked(undefined);
          revoke.reset();
        }}
        title="Revoke this token"
        action="Revoke"
        run={() => revoked && revoke.mutate(revoked)}
        busy={revoke.isPending}
        problem={revoke.error}
        danger
      >
        Whatever signs in with <b>{revoked?.label}</b> is refused from now on. To try what that breaks, switch it off
        first.
      </Confirm>
    </Stack>
  );
}
