import { Button, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useChange } from '../../api/changes';
import { patch, remove } from '../../api/client';
import { useWholeList } from '../../api/lists';
import { orgApi, type Robot } from '../../api/organisations';
import { useRegistryHost } from '../../api/session';
import { Confirm } from '../../parts/Confirm';
import { FieldsWaiting } from '../../parts/Field';
import { PlusIcon } from '../../parts/icons';
import { Listed } from '../../parts/Listed';
import { Empty } from '../../parts/Notice';
import { Once } from '../../parts/Once';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { TokenRow } from '../../parts/TokenRow';
import { done, failed } from '../../parts/toast';
import type { MadeRobot } from './NewRobot';
import type { InOrganisation } from './OrganisationPage';

const NewRobot = lazy(() => import('./NewRobot'));

/** The tokens that belong to an organisation and not to a person, as its CI uses them. */
export default function Robots({ org }: InOrganisation) {
  useTitle(`Robots of ${org.name}`);
  const host = useRegistryHost();
  const path = orgApi(org.name, 'robots');
  const stale = [['list', path]];
  const list = useWholeList<Robot>(path);
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<MadeRobot>();
  const [deleted, setDeleted] = useState<Robot>();
  const turn = useChange(({ id, enabled }: { id: string; enabled: boolean }) => patch(`${path}/${id}`, { enabled }), {
    stale,
  });
  const deletion = useChange((robot: Robot) => remove(`${path}/${robot.id}`), {
    stale,
    then: (_, robot) => {
      setDeleted(undefined);
      setMade((shown) => (shown?.robot.id === robot.id ? undefined : shown));
      done(`The robot ${robot.label} is deleted.`);
    },
  });
  const create = (
    <Button
      size="compact-md"
      leftSection={<PlusIcon />}
      onClick={() => {
        setMade(undefined);
        setAsking(true);
      }}
    >
      New robot
    </Button>
  );
  return (
    <Stack gap="md">
      {made && (
        <Once
          title={`The secret of ${made.robot.login}`}
          secret={made.token}
          command={`docker login ${host} -u ${made.robot.login}`}
        >
          <Text size="sm">Docker asks for a password: the secret is it.</Text>
        </Once>
      )}
      {asking && (
        <Panel title="New robot">
          <Suspense fallback={<FieldsWaiting count={3} />}>
            <NewRobot
              org={org.name}
              path={path}
              cancel={() => setAsking(false)}
              made={(robot) => {
                setAsking(false);
                setMade(robot);
              }}
            />
          </Suspense>
        </Panel>
      )}
      <Panel title="Robots" flush actions={!asking && list.items.length > 0 && create}>
        <Listed
          list={list}
          label="Robots"
          empty={
            <Empty title="No robots yet" action={!asking && create}>
              A robot pulls and pushes for the organisation, as its CI does. It goes on when the person who made it
              leaves.
            </Empty>
          }
        >
          {(robot) => (
            <TokenRow
              key={robot.id}
              token={robot}
              name={robot.login}
              reach="Nothing"
              action="Delete"
              busy={turn.isPending && turn.variables.id === robot.id}
              onSwitch={(enabled) => turn.mutate({ id: robot.id, enabled }, { onError: failed })}
              onRevoke={() => setDeleted(robot)}
            />
          )}
        </Listed>
      </Panel>
      <Confirm
        opened={deleted !== undefined}
        close={() => {
          setDeleted(undefined);
          deletion.reset();
        }}
        title={`Delete the robot ${deleted?.label}`}
        action="Delete"
        run={() => deleted && deletion.mutate(deleted)}
        busy={deletion.isPending}
        problem={deletion.error}
        danger
      >
        <Text size="sm">
          Whatever signs in with it is refused from now on. To try what that breaks, switch it off first.
        </Text>
      </Confirm>
    </Stack>
  );
}
