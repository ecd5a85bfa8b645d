import { Suspense, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { ErrorBoundary } from './ErrorBoundary';
import { useSessionEnd } from '../api/session';
import { Header } from './Header';
import { PageSkeleton } from '../parts/PageSkeleton';
import classes from './Shell.module.css';

/** What is around every page. */
export function Shell({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  useSessionEnd();
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        Skip to content
      </a>
      <div id="announcer" className="visually-hidden" aria-live="polite" />
      <Header />
      <main id="content" tabIndex={-1} className={classes.main}>
        <ErrorBoundary address={pathname}>
          <Suspense fallback={<PageSkeleton />}>{children}</Suspense>
        </ErrorBoundary>
      </main>
      <footer className={classes.footer}>
        <span>Berth</span>
        <a href="/api/openapi.json">API</a>
      </footer>
    </div>
  );
}
