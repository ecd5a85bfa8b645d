import { ActionIcon, Button, Menu, Skeleton } from '@mantine/core';
import { Link, NavLink } from 'react-router';
import { useSession } from '../api/session';
import { MenuIcon } from '../parts/icons';
import { Mark } from '../parts/Logo';
import { AccountMenu } from './AccountMenu';
import classes from './Header.module.css';
import { SchemeSwitch } from './SchemeSwitch';
import { SearchBox } from './SearchBox';

export function Header() {
  const { me, isPending } = useSession();
  return (
    <header className={classes.header}>
      <div className={classes.inner}>
        <Link to="/" className={classes.brand} aria-label="Berth, start page">
          <Mark />
          <span className={classes.name}>Berth</span>
        </Link>
        <SearchBox />
        <nav className={classes.nav} aria-label="Main">
          <NavLink to="/explore">Explore</NavLink>
          {me && <NavLink to="/repositories">Repositories</NavLink>}
        </nav>
        <SchemeSwitch />
        {isPending ? (
          <Skeleton width={34} height={34} circle />
        ) : me ? (
          <AccountMenu me={me} />
        ) : (
          <>
            <Button component={Link} to="/signin" variant="default" size="compact-md" className={classes.wide}>
              Sign in
            </Button>
            <Menu position="bottom-end" width={200}>
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Menu" className={classes.slim}>
                  <MenuIcon />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item component={Link} to="/explore">
                  Explore
                </Menu.Item>
                <Menu.Item component={Link} to="/signin">
                  Sign in
                </Menu.Item>
                <Menu.Item component={Link} to="/signup">
                  Sign up
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        )}
      </div>
    </header>
  );
}
