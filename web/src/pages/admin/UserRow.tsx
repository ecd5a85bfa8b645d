import { ActionIcon, Badge, Menu, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AccountItem, HandedOutCode } from '../../api/admin';
import { useChange } from '../../api/changes';
import { patch, post, remove } from '../../api/client';
import { Ago } from '../../parts/Ago';
import { Confirm } from '../../parts/Confirm';
import { DotsIcon } from '../../parts/icons';
import { Item } from '../../parts/Listed';
import { done, failed } from '../../parts/toast';

const STALE = [['list', '/admin/users']];

interface Change {
  enabled?: boolean;
  administrator?: boolean;
}

/** An account, and what an administrator can do about it. */
export function UserRow({
  user,
  self,
  handOut,
}: {
  user: AccountItem;
  self: boolean;
  handOut: (code: HandedOutCode) => void;
}) {
  const path = `/admin/users/${encodeURIComponent(user.username)}`;
  const [asked, setAsked] = useState<'disable' | 'administrator' | 'factor'>();
  const close = () => setAsked(undefined);
  const change = useChange((sent: Change) => patch<AccountItem>(path, sent), {
    stale: STALE,
    then: (_, sent) => {
      close();
      done(changed(user.username, sent));
    },
  });
  const reset = useChange(() => post<HandedOutCode>(`${path}/password-reset`), { stale: [], then: handOut });
  const factor = useChange(() => remove(`${path}/second-factor`), {
    stale: STALE,
    then: () => {
      close();
      done(`${user.username} signs in by the password alone now.`);
    },
  });
  const dialog = {
    disable: {
      title: `Disable ${user.username}`,
      action: 'Disable',
      text: 'Nobody signs in to this account, by password or token, until it is enabled again. Its repositories stay.',
      run: () => change.mutate({ enabled: false }),
    },
    administrator: {
      title: `Make ${user.username} an administrator`,
      action: 'Make administrator',
      text: 'Administrators may do everything: see every repository, change every right, and make other administrators.',
      run: () => change.mutate({ administrator: true }),
    },
    factor: {
      title: `Remove the second factor of ${user.username}`,
      action: 'Remove',
      text: 'Make sure first that it is really they who ask. They can set up another one at once.',
      run: () => factor.mutate(),
    },
  }[asked ?? 'disable'];
  return (
    <Item
      title={
        <>
          <Link to={`/u/${user.username}`}>{user.username}</Link>
          {user.administrator && (
            <Badge variant="light" size="sm" tt="none">
              administrator
            </Badge>
          )}
          {!user.enabled && (
            <Badge variant="light" color="red" size="sm" tt="none">
              disabled
            </Badge>
          )}
        </>
      }
      about={
        <>
          {[user.display_name, user.email && `${user.email}${user.email_verified ? '' : ' (not verified)'}`]
            .filter(Boolean)
            .map((text) => `${text} · `)}
          {user.has_second_factor && 'second factor · '}since <Ago at={user.created_at} />
        </>
      }
      actions={
        <>
          <Menu position="bottom-end" width={250}>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={`More about ${user.username}`}>
                <DotsIcon />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => reset.mutate(undefined, { onError: failed })}>
                Link for another password
              </Menu.Item>
              {user.has_second_factor && (
                <Menu.Item onClick={() => setAsked('factor')}>Remove the second factor</Menu.Item>
              )}
              {user.administrator ? (
                <Menu.Item disabled={self} onClick={() => change.mutate({ administrator: false }, { onError: failed })}>
                  No longer an administrator
                </Menu.Item>
              ) : (
                <Menu.Item onClick={() => setAsked('administrator')}>Make administrator</Menu.Item>
              )}
              {user.enabled ? (
                <Menu.Item color="red" disabled={self} onClick={() => setAsked('disable')}>
                  Disable
                </Menu.Item>
              ) : (
                <Menu.Item onClick={() => change.mutate({ enabled: true }, { onError: failed })}>Enable</Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
          <Confirm
            opened={asked !== undefined}
            close={() => {
              close();
              change.reset();
              factor.reset();
            }}
            title={dialog.title}
            action={dialog.action}
            run={dialog.run}
            busy={change.isPending || factor.isPending}
            problem={change.error ?? factor.error}
            danger={asked !== 'administrator'}
          >
            <Text size="sm">{dialog.text}</Text>
          </Confirm>
        </>
      }
    />
  );
}

function changed(username: string, { enabled, administrator }: Change): string {
  if (enabled !== undefined) {
    return `${username} is ${enabled ? 'enabled' : 'disabled'}.`;
  }
  return `${username} is ${administrator ? 'an administrator now' : 'no administrator any more'}.`;
}
