import { Title } from '@mantine/core';
import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { RequireAccount } from '../../parts/RequireAccount';
import { Sections } from '../../parts/Sections';
import NotFound from '../home/NotFound';

const Users = lazy(() => import('./Users'));
const Storage = lazy(() => import('./Storage'));
const Collection = lazy(() => import('./Collection'));
const Jobs = lazy(() => import('./Jobs'));
const Health = lazy(() => import('./Health'));
const Audit = lazy(() => import('./Audit'));
const Settings = lazy(() => import('./Settings'));

const SECTIONS = [
  { label: 'Users', to: '/admin', end: true },
  { label: 'Storage', to: '/admin/storage' },
  { label: 'Collection', to: '/admin/collection' },
  { label: 'Jobs', to: '/admin/jobs' },
  { label: 'Health', to: '/admin/health' },
  { label: 'Audit', to: '/admin/audit' },
  { label: 'Settings', to: '/admin/settings' },
];

/** The whole installation, for its administrators; nobody else is told that there is such a page. */
export default function AdminPage() {
  return (
    <RequireAccount>
      {(me) =>
        me.administrator ? (
          <Sections heading={<Title order={1}>Administration</Title>} label="Administration" sections={SECTIONS}>
            <Routes>
              <Route index element={<Users me={me} />} />
              <Route path="storage" element={<Storage />} />
              <Route path="collection" element={<Collection />} />
              <Route path="jobs" element={<Jobs />} />
              <Route path="health" element={<Health />} />
              <Route path="audit" element={<Audit />} />
              <Route path="settings" element={<Settings />} />
              <Route path="*" element={<NotFound />} />
            </Routes>
          </Sections>
        ) : (
          <NotFound />
        )
      }
    </RequireAccount>
  );
}
