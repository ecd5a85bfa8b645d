import { lazy } from 'react';
import { Route, Routes } from 'react-router';

const Home = lazy(() => import('../pages/home/Home'));
const NotFound = lazy(() => import('../pages/home/NotFound'));
const SignIn = lazy(() => import('../pages/auth/SignIn'));
const SignUp = lazy(() => import('../pages/auth/SignUp'));
const Verify = lazy(() => import('../pages/auth/Verify'));
const Reset = lazy(() => import('../pages/auth/Reset'));
const Start = lazy(() => import('../pages/start/Start'));
const Explore = lazy(() => import('../pages/explore/Explore'));
const Mine = lazy(() => import('../pages/repositories/Mine'));
const New = lazy(() => import('../pages/repositories/New'));
const Starred = lazy(() => import('../pages/repositories/Starred'));
const RepositoryPage = lazy(() => import('../pages/repository/RepositoryPage'));
const AccountPage = lazy(() => import('../pages/account/AccountPage'));
const Organisations = lazy(() => import('../pages/organisations/Organisations'));
const NewOrganisation = lazy(() => import('../pages/organisations/NewOrganisation'));
const OrganisationPage = lazy(() => import('../pages/organisations/OrganisationPage'));
const AcceptInvitation = lazy(() => import('../pages/organisations/AcceptInvitation'));
const AdminPage = lazy(() => import('../pages/admin/AdminPage'));
const Namespace = lazy(() => import('../pages/namespace/Namespace'));

/** Every page and its address. Each is fetched when it is first shown. */
export function Pages() {
  return (
    <Routes>
      <Route index element={<Home />} />
      <Route path="signin" element={<SignIn />} />
      <Route path="signup" element={<SignUp />} />
      <Route path="verify" element={<Verify />} />
      <Route path="reset" element={<Reset />} />
      <Route path="start" element={<Start />} />
      <Route path="explore" element={<Explore />} />
      <Route path="repositories" element={<Mine />} />
      <Route path="repositories/new" element={<New />} />
      <Route path="starred" element={<Starred />} />
      <Route path="r/*" element={<RepositoryPage />} />
      <Route path="account/*" element={<AccountPage />} />
      <Route path="orgs" element={<Organisations />} />
      <Route path="orgs/new" element={<NewOrganisation />} />
      <Route path="orgs/:org/*" element={<OrganisationPage />} />
      <Route path="invitations/:code" element={<AcceptInvitation />} />
      <Route path="admin/*" element={<AdminPage />} />
      <Route path="u/:namespace" element={<Namespace />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
