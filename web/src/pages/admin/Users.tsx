import { Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useList } from '../../api/lists';
import type { AccountItem, HandedOutCode } from '../../api/admin';
import type { Me } from '../../api/session';
import { SearchIcon } from '../../parts/icons';
import { Listed } from '../../parts/Listed';
import { Empty } from '../../parts/Notice';
import { Once } from '../../parts/Once';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { Invite } from './Invite';
import { UserRow } from './UserRow';

/** Every account: found by a part of its name, switched off and on, made an administrator, let in again. */
export default function Users({ me }: { me: Me }) {
  useTitle('Users');
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const list = useList<AccountItem>('/admin/users', { q });
  const [handedOut, setHandedOut] = useState<{ title: string; code: HandedOutCode }>();
  return (
    <Stack gap="md">
      {handedOut && <Once title={handedOut.title} secret={handedOut.code.url} />}
      <Invite made={(title, code) => setHandedOut({ title, code })} />
      <Panel
        title="Users"
        flush
        actions={
          <TextInput
            type="search"
            size="xs"
            leftSection={<SearchIcon />}
            placeholder="Name or e-mail"
            aria-label="Find users by name or e-mail"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            spellCheck={false}
            autoComplete="off"
          />
        }
      >
        <Listed list={list} label="Users" empty={<Empty title={`Nobody is found by “${q}”`} />}>
          {(user) => (
            <UserRow
              key={user.username}
              user={user}
              self={user.username === me.username}
              handOut={(code) => setHandedOut({ title: `${user.username} chooses another password here`, code })}
            />
          )}
        </Listed>
      </Panel>
    </Stack>
  );
}
