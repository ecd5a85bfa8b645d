import { lazy } from 'react';
import { Route, Routes } from 'react-router';

const Home = lazy(() => import('../pages/home/Home'));
const NotFound = lazy(() => import('../pages/home/NotFound'));

/** Every page and its address. Each is fetched when it is first shown. */
export function Pages() {
  return (
    <Routes>
      <Route index element={<Home />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
