import { ActionIcon, Badge, Menu, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useChange } from '../../api/changes';
import { put, remove } from '../../api/client';
import { useList } from '../../api/lists';
import { orgApi, organisationQuery, type Member, type Standing } from '../../api/organisations';
import { Ago } from '../../parts/Ago';
import { Confirm } from '../../parts/Confirm';
import { DotsIcon } from '../../parts/icons';
import { Item, Listed } from '../../parts/Listed';
import { Empty } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { done, failed } from '../../parts/toast';
import { Invited } from './Invited';
import type { InOrganisation } from './OrganisationPage';

const STANDINGS = [
  { value: 'member', label: 'Member' },
  { value: 'owner', label: 'Owner' },
];

/** Who is in an organisation, and who is invited. */
export default function People({ org, owns, me }: InOrganisation) {
  useTitle(`People of ${org.name}`);
  const path = orgApi(org.name, 'members');
  const list = useList<Member>(path);
  const navigate = useNavigate();
  const [leaving, setLeaving] = useState<Member>();
  const stale = [['list', path], organisationQuery(org.name).queryKey];
  const set = useChange(
    ({ username, role }: { username: string; role: Standing }) => put(`${path}/${username}`, { role }),
    {
      stale,
      then: (_, { username, role }) => done(`${username} is ${role === 'owner' ? 'an owner' : 'a member'} now.`),
    },
  );
  const take = useChange((member: Member) => remove(`${path}/${member.username}`), {
    stale: [...stale, ['list', '/user/orgs']],
    then: (_, { username }) => {
      setLeaving(undefined);
      done(username === me.username ? `You left ${org.name}.` : `${username} is not in ${org.name} any more.`);
      if (username === me.username) {
        void navigate('/orgs');
      }
    },
  });
  const self = leaving?.username === me.username;
  return (
    <Stack gap="md">
      {owns && <Invited org={org} />}
      <Panel title="Members" flush>
        <Listed list={list} label="Members" empty={<Empty title="Nobody is in this organisation" />}>
          {(member) => (
            <Item
              key={member.username}
              title={
                <>
                  <Link to={`/u/${member.username}`}>{member.username}</Link>
                  {!owns && (
                    <Badge variant="default" size="sm" tt="none">
                      {member.role}
                    </Badge>
                  )}
                  {member.username === me.username && (
                    <Badge variant="light" size="sm" tt="none">
                      you
                    </Badge>
                  )}
                </>
              }
              about={
                <>
                  {member.teams.length > 0 ? `${member.teams.join(', ')} · ` : ''}joined <Ago at={member.joined_at} />
                </>
              }
              actions={
                <>
                  {owns && (
                    <NativeSelect
                      size="xs"
                      aria-label={`Role of ${member.username}`}
                      data={STANDINGS}
                      value={member.role}
                      disabled={set.isPending}
                      onChange={(event) =>
                        set.mutate(
                          { username: member.username, role: event.currentTarget.value as Standing },
                          { onError: failed },
                        )
                      }
                    />
                  )}
                  {(owns || member.username === me.username) && (
                    <Menu position="bottom-end">
                      <Menu.Target>
                        <ActionIcon variant="subtle" color="gray" aria-label={`More about ${member.username}`}>
                          <DotsIcon />
                        </ActionIcon>
                      </Menu.Target>
                      <Menu.Dropdown>
                        <Menu.Item color="red" onClick={() => setLeaving(member)}>
                          {member.username === me.username ? 'Leave' : 'Remove'}
                        </Menu.Item>
                      </Menu.Dropdown>
                    </Menu>
                  )}
                </>
              }
            />
          )}
        </Listed>
      </Panel>
      <Confirm
        opened={leaving !== undefined}
        close={() => {
          setLeaving(undefined);
          take.reset();
        }}
        title={self ? `Leave ${org.name}` : `Remove ${leaving?.username} from ${org.name}`}
        action={self ? 'Leave' : 'Remove'}
        run={() => leaving && take.mutate(leaving)}
        busy={take.isPending}
        problem={take.error}
        danger
      >
        <Text size="sm">
          The rights that come from its teams are gone at once. Coming back takes another invitation.
        </Text>
      </Confirm>
    </Stack>
  );
}
