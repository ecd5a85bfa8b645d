import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useSession, type Me } from '../api/session';
import { signInFrom } from './next';
import { PageSkeleton } from './PageSkeleton';

/** Shows what needs an account to who has one, and the sign-in to everybody else. */
export function RequireAccount({ children }: { children: (me: Me) => ReactNode }) {
  const { me, isPending } = useSession();
  const location = useLocation();
  if (isPending) {
    return <PageSkeleton />;
  }
  return me ? children(me) : <Navigate to={signInFrom(location)} replace />;
}
