import { Avatar, Menu, UnstyledButton } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { useSignOut, type Me } from '../api/session';
import { BoxIcon, GearIcon, KeyIcon, PeopleIcon, PersonIcon, PlusIcon, StarIcon } from '../parts/icons';
import { failed } from '../parts/toast';

export function AccountMenu({ me }: { me: Me }) {
  const navigate = useNavigate();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <UnstyledButton aria-label={`Account of ${me.username}`}>
          <Avatar name={me.username} color="tide" size={32} alt="" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Signed in as {me.username}</Menu.Label>
        <Menu.Item component={Link} to="/repositories" leftSection={<BoxIcon />}>
          Repositories
        </Menu.Item>
        <Menu.Item component={Link} to="/repositories/new" leftSection={<PlusIcon />}>
          New repository
        </Menu.Item>
        <Menu.Item component={Link} to="/starred" leftSection={<StarIcon />}>
          Starred
        </Menu.Item>
        <Menu.Item component={Link} to="/orgs" leftSection={<PeopleIcon />}>
          Organisations
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item component={Link} to={`/u/${me.username}`} leftSection={<PersonIcon />}>
          Profile
        </Menu.Item>
        <Menu.Item component={Link} to="/account" leftSection={<GearIcon />}>
          Account
        </Menu.Item>
        <Menu.Item component={Link} to="/account/tokens" leftSection={<KeyIcon />}>
          Tokens
        </Menu.Item>
        {me.administrator && (
          <Menu.Item component={Link} to="/admin" leftSection={<GearIcon />}>
            Administration
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item onClick={() => signOut.mutate(undefined, { onSuccess: () => void navigate('/'), onError: failed })}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
