import * as z from 'zod/mini';
import { NOTICES } from '../domain/breaches/duties.ts';
import { PAGE } from './answers.ts';
import { openReason, referenceParams } from './fields.ts';
import { noticeTexts } from './kinds/breach-acts.ts';
import { late } from './late.ts';
import { route } from './spec.ts';

const DESK = { door: 'desk-desk', class: 'staff-page' } as const;
const params = late(() => z.strictObject({ ...referenceParams.shape, notice: z.enum(NOTICES) }));

export const noticePage = route({
  ...DESK,
  method: 'GET',
  path: '/desk/cases/{reference}/notices/{notice}',
  roles: ['agent', 'officer', 'auditor'],
  summary: {
    ru: 'Уведомление ведомства: чего не хватает, подано ли',
    en: 'A notice to an authority: what it lacks, whether it is filed',
  },
  params,
  answers: { 200: PAGE },
});

export const openNotice = route({
  ...DESK,
  method: 'POST',
  path: '/desk/cases/{reference}/notices/{notice}/open',
  roles: ['agent', 'officer', 'auditor'],
  summary: {
    ru: 'Показать текст уведомления, с причиной; чтение записывается',
    en: 'Show the text of a notice, with a reason; the read is recorded',
  },
  params,
  opens: 'part',
  body: openReason,
  answers: { 200: PAGE },
});

export const keepNotice = route({
  ...DESK,
  method: 'POST',
  path: '/desk/cases/{reference}/notices/{notice}',
  roles: ['officer'],
  summary: { ru: 'Сохранить текст уведомления (форма)', en: 'Keep the text of a notice (form)' },
  params,
  body: noticeTexts,
  answers: { 303: { description: 'kept: on to the page of the notice' } },
});

export const NOTICE_ROUTES = [noticePage, openNotice, keepNotice] as const;
