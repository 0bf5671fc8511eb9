import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router';
import { isProblem } from './api/problem.ts';
import { SessionProvider } from './identity/session.tsx';
import { JobsProvider } from './jobs/jobs.tsx';
import { LiveProvider } from './live/live.tsx';
import { router } from './routes.tsx';
import { cssVariables, styleNonce, theme } from './theme/theme.ts';

/** A refusal stays a refusal; only what never reached the service is asked again. */
const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, refetchOnWindowFocus: false, retry: (failures, error) => failures < 2 && isProblem(error) && (error.status === 0 || error.status >= 502) },
    mutations: { retry: false },
  },
});

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="light" getStyleNonce={styleNonce}>
      <QueryClientProvider client={queries}>
        <SessionProvider>
          <LiveProvider>
            <JobsProvider><RouterProvider router={router} /></JobsProvider>
          </LiveProvider>
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
