import { Badge, Button, Stack } from '@mantine/core';
import { Link } from 'react-router';
import { useWholeList } from '../../api/lists';
import type { Organisation } from '../../api/organisations';
import { plural } from '../../parts/format';
import { PlusIcon } from '../../parts/icons';
import { Item, Listed } from '../../parts/Listed';
import { Empty } from '../../parts/Notice';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { RequireAccount } from '../../parts/RequireAccount';
import { Invitations } from './Invitations';

/** The organisations that somebody is in, and those that want them. */
export default function Organisations() {
  return <RequireAccount>{() => <Mine />}</RequireAccount>;
}

function Mine() {
  const list = useWholeList<Organisation>('/user/orgs');
  const create = (
    <Button component={Link} to="/orgs/new" leftSection={<PlusIcon />}>
      New organisation
    </Button>
  );
  return (
    <Page title="Organisations" actions={list.items.length > 0 && create}>
      <Stack gap="md">
        <Invitations />
        <Panel flush>
          <Listed
            list={list}
            label="Organisations"
            empty={
              <Empty title="You are in no organisation yet" action={create}>
                An organisation is a namespace of several people: teams have rights on its repositories, and robots push
                and pull for it. Somebody who owns one may invite you, too.
              </Empty>
            }
          >
            {(org) => (
              <Item
                key={org.name}
                title={
                  <>
                    <Link to={`/orgs/${org.name}`}>{org.name}</Link>
                    {org.role && (
                      <Badge variant="default" size="sm" tt="none">
                        {org.role}
                      </Badge>
                    )}
                  </>
                }
                about={[
                  org.display_name !== org.name && org.display_name,
                  plural(org.members, 'member'),
                  plural(org.teams, 'team'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              />
            )}
          </Listed>
        </Panel>
      </Stack>
    </Page>
  );
}
