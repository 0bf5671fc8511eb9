import { createBrowserRouter } from 'react-router';
import { Gate, Home, SignedIn } from './identity/gate.tsx';
import { CrashPage, NotFoundPage } from './shell/lost.tsx';
import { Shell } from './shell/shell.tsx';

/** Each page is its own chunk; the first load holds the shell only. */
export const router = createBrowserRouter([
  { path: '/signed-in', element: <SignedIn />, errorElement: <CrashPage /> },
  {
    element: <Gate />,
    errorElement: <CrashPage />,
    hydrateFallbackElement: <></>,
    children: [
      { path: '/', element: <Home /> },
      {
        element: <Shell />,
        children: [
          {
            errorElement: <CrashPage />,
            children: [
              { path: '/work', lazy: async () => ({ Component: (await import('./pages/work/work-page.tsx')).WorkPage }) },
              { path: '/applications/new', lazy: async () => ({ Component: (await import('./pages/apply/apply-page.tsx')).ApplyPage }) },
              { path: '/applications/:id', lazy: async () => ({ Component: (await import('./pages/application/application-page.tsx')).ApplicationPage }) },
              { path: '/verifications', lazy: async () => ({ Component: (await import('./pages/verifications/verifications-page.tsx')).VerificationsPage }) },
              { path: '/verifications/:id', lazy: async () => ({ Component: (await import('./pages/verifications/verification-page.tsx')).VerificationPage }) },
              { path: '/payroll', lazy: async () => ({ Component: (await import('./pages/payroll/payrolls-page.tsx')).PayrollsPage }) },
              { path: '/payroll/:id', lazy: async () => ({ Component: (await import('./pages/payroll/payroll-page.tsx')).PayrollPage }) },
              { path: '/dashboards', lazy: async () => ({ Component: (await import('./pages/dashboards/dashboard-page.tsx')).DashboardPage }) },
              { path: '/dashboards/:area', lazy: async () => ({ Component: (await import('./pages/dashboards/dashboard-page.tsx')).DashboardPage }) },
              { path: '/households', lazy: async () => ({ Component: (await import('./pages/households/households-page.tsx')).HouseholdsPage }) },
              { path: '/households/:id', lazy: async () => ({ Component: (await import('./pages/households/household-page.tsx')).HouseholdPage }) },
              { path: '/rules', lazy: async () => ({ Component: (await import('./pages/rules/rules-page.tsx')).RulesPage }) },
              { path: '/rules/:id', lazy: async () => ({ Component: (await import('./pages/rules/rule-set-page.tsx')).RuleSetPage }) },
              { path: '/rules/drafts/new', lazy: async () => ({ Component: (await import('./pages/rules/new-draft-page.tsx')).NewDraftPage }) },
              { path: '/rules/drafts/:id', lazy: async () => ({ Component: (await import('./pages/rules/draft-page.tsx')).DraftPage }) },
              { path: '/formulas', lazy: async () => ({ Component: (await import('./pages/formulas/formulas-page.tsx')).FormulasPage }) },
              { path: '/formulas/:id', lazy: async () => ({ Component: (await import('./pages/formulas/formula-page.tsx')).FormulaPage }) },
              { path: '/lab', lazy: async () => ({ Component: (await import('./pages/lab/lab-page.tsx')).LabPage }) },
              { path: '/lab/new', lazy: async () => ({ Component: (await import('./pages/lab/new-study-page.tsx')).NewStudyPage }) },
              { path: '/lab/:study', lazy: async () => ({ Component: (await import('./pages/lab/study-page.tsx')).StudyPage }) },
              { path: '/watch', lazy: async () => ({ Component: (await import('./pages/watch/watch-page.tsx')).WatchPage }) },
              { path: '/operations', lazy: async () => ({ Component: (await import('./pages/operations/operations-page.tsx')).OperationsPage }) },
              { path: '/me', lazy: async () => ({ Component: (await import('./pages/me/me-page.tsx')).MePage }) },
              { path: '/dev/states', lazy: async () => ({ Component: (await import('./pages/states/states-page.tsx')).StatesPage }) },
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
]);
