import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { Problem } from '../api/problem';
import { Pages } from './routes';
import { schemeManager } from './scheme';
import { Shell } from './Shell';
import { theme } from './theme';
import { Toasts } from './Toasts';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What was refused stays refused; what did not arrive may arrive.
      retry: (failures, problem) =>
        failures < 2 && problem instanceof Problem && (problem.status === 0 || problem.status >= 502),
    },
  },
});

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={schemeManager}>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Shell>
            <Pages />
          </Shell>
          <Toasts />
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}
