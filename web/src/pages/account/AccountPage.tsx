import { Title } from '@mantine/core';
import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { RequireAccount } from '../../parts/RequireAccount';
import { Sections } from '../../parts/Sections';
import NotFound from '../home/NotFound';

const Profile = lazy(() => import('./Profile'));
const Security = lazy(() => import('./Security'));
const Devices = lazy(() => import('./Devices'));
const Tokens = lazy(() => import('./Tokens'));
const Close = lazy(() => import('./Close'));

const SECTIONS = [
  { label: 'Profile', to: '/account', end: true },
  { label: 'Sign-in', to: '/account/security' },
  { label: 'Devices', to: '/account/devices' },
  { label: 'Tokens', to: '/account/tokens' },
  { label: 'Close account', to: '/account/close' },
];

/** What belongs to the account of who is signed in. */
export default function AccountPage() {
  return (
    <RequireAccount>
      {(me) => (
        <Sections heading={<Title order={1}>Account</Title>} label="Account" sections={SECTIONS}>
          <Routes>
            <Route index element={<Profile />} />
            <Route path="security" element={<Security />} />
            <Route path="devices" element={<Devices />} />
            <Route path="tokens" element={<Tokens me={me} />} />
            <Route path="close" element={<Close me={me} />} />
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Sections>
      )}
    </RequireAccount>
  );
}
