import { application } from './zh/application.ts';
import { apply } from './zh/apply.ts';
import { clock } from './zh/clock.ts';
import { common } from './zh/common.ts';
import { dashboard } from './zh/dashboard.ts';
import { drafts } from './zh/drafts.ts';
import { errors } from './zh/errors.ts';
import { events } from './zh/events.ts';
import { formulas } from './zh/formulas.ts';
import { gallery } from './zh/gallery.ts';
import { household } from './zh/household.ts';
import { identity } from './zh/identity.ts';
import { jobs } from './zh/jobs.ts';
import { lab } from './zh/lab.ts';
import { operations } from './zh/operations.ts';
import { parts } from './zh/parts.ts';
import { payroll } from './zh/payroll.ts';
import { reasons } from './zh/reasons.ts';
import { rules } from './zh/rules.ts';
import { shell } from './zh/shell.ts';
import { steps } from './zh/steps.ts';
import { verification } from './zh/verification.ts';
import { watch } from './zh/watch.ts';
import { words } from './zh/words.ts';
import { work } from './zh/work.ts';

export const zh = { application, apply, clock, common, dashboard, drafts, errors, events, formulas, gallery, household, identity, jobs, lab, operations, parts, payroll, reasons, rules, shell, steps, verification, watch, words, work };

export type Messages = typeof zh;
