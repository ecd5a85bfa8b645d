import { Badge, Button } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../../api/changes';
import { remove } from '../../api/client';
import { useList } from '../../api/lists';
import type { Device } from '../../api/people';
import { Ago } from '../../parts/Ago';
import { Confirm } from '../../parts/Confirm';
import { Item, Listed } from '../../parts/Listed';
import { Empty } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { done, failed } from '../../parts/toast';
import { deviceName } from './userAgent';

const STALE = [['list', '/sessions']];

/** The browsers in which somebody is signed in, each to be signed out. */
export default function Devices() {
  useTitle('Devices');
  const list = useList<Device>('/sessions');
  const [asked, setAsked] = useState(false);
  const end = useChange((device: Device) => remove(`/sessions/${device.id}`), {
    stale: STALE,
    then: (_, device) => done(`${deviceName(device.user_agent)} is signed out.`),
  });
  const endOthers = useChange(() => remove('/sessions'), {
    stale: STALE,
    then: () => {
      setAsked(false);
      done('All other devices are signed out.');
    },
  });
  return (
    <Panel
      title="Where you are signed in"
      flush
      actions={
        list.items.length > 1 && (
          <Button size="compact-sm" variant="default" onClick={() => setAsked(true)}>
            Sign out all others
          </Button>
        )
      }
    >
      <Listed list={list} label="Devices" empty={<Empty title="No browser is signed in" />}>
        {(device) => (
          <Item
            key={device.id}
            title={
              <>
                <span title={device.user_agent}>{deviceName(device.user_agent)}</span>
                {device.current && (
                  <Badge variant="light" size="sm" tt="none">
                    this one
                  </Badge>
                )}
              </>
            }
            about={
              <>
                {device.address} · last seen <Ago at={device.last_seen_at} /> · signed in <Ago at={device.created_at} />
              </>
            }
            actions={
              !device.current && (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`Sign out ${deviceName(device.user_agent)} at ${device.address}`}
                  loading={end.isPending && end.variables?.id === device.id}
                  onClick={() => end.mutate(device, { onError: failed })}
                >
                  Sign out
                </Button>
              )
            }
          />
        )}
      </Listed>
      <Confirm
        opened={asked}
        close={() => setAsked(false)}
        title="Sign out all other devices"
        action="Sign out"
        run={() => endOthers.mutate()}
        busy={endOthers.isPending}
        problem={endOthers.error}
      >
        You stay signed in here. Tokens, as docker uses them, stay as they are.
      </Confirm>
    </Panel>
  );
}
