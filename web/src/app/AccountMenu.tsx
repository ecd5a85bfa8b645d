import { Avatar, Menu, UnstyledButton } from '@mantine/core';
import { Link } from 'react-router';
import type { Me } from '../api/session';

export function AccountMenu({ me }: { me: Me }) {
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <UnstyledButton aria-label={`Account of ${me.username}`}>
          <Avatar name={me.username} color="tide" size={34} alt="" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.username}</Menu.Label>
        <Menu.Item component={Link} to="/repositories">
          Repositories
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
