import * as z from 'zod/mini';
import { PAGE } from './answers.ts';
import { late } from './late.ts';
import { route } from './spec.ts';

const site = { door: 'site-public' } as const;

/** What belongs to no capability: the start page, documentation, health, assets. */
export const homePage = route({
  ...site,
  method: 'GET',
  path: '/',
  class: 'page',
  summary: { ru: 'Начальная страница: что здесь можно сделать', en: 'Start page: what one can do here' },
  answers: { 200: PAGE },
});

export const openapiDocument = route({
  ...site,
  method: 'GET',
  path: '/openapi.json',
  class: 'asset',
  summary: { ru: 'Документ OpenAPI', en: 'This document' },
  answers: { 200: { description: 'OpenAPI 3.1', body: late(() => z.looseObject({ openapi: z.string() })) } },
});

export const docsPage = route({
  ...site,
  method: 'GET',
  path: '/docs',
  class: 'page',
  summary: { ru: 'Эта страница: все адреса', en: 'The routes of this document as a page' },
  answers: { 200: PAGE },
});

export const docsErrorsPage = route({
  ...site,
  method: 'GET',
  path: '/docs/errors',
  class: 'page',
  summary: { ru: 'Все ошибки и что они значат', en: 'Every error and what it means, as a page' },
  answers: { 200: PAGE },
});

export const health = route({
  ...site,
  method: 'GET',
  path: '/health',
  class: 'asset',
  summary: { ru: 'Отвечает ли программа', en: 'Whether the program answers' },
  answers: { 200: { description: 'it does', body: late(() => z.object({ status: z.literal('ok') })) } },
});

export const asset = route({
  ...site,
  method: 'GET',
  path: '/assets/{file}',
  class: 'asset',
  summary: { ru: 'Таблица стилей, имя по хешу содержимого', en: 'Style sheet, by content hash' },
  params: late(() => z.strictObject({ file: z.string().check(z.regex(/^[a-z0-9.-]{1,64}$/)) })),
  answers: { 200: { description: 'file', file: 'text/css' } },
});

export const favicon = route({
  ...site,
  method: 'GET',
  path: '/favicon.ico',
  class: 'asset',
  summary: { ru: 'Значок сайта', en: 'Icon' },
  answers: { 200: { description: 'file', file: 'image/svg+xml' } },
});

export const robots = route({
  ...site,
  method: 'GET',
  path: '/robots.txt',
  class: 'asset',
  summary: { ru: 'Что не нужно обходить поисковым роботам', en: 'What crawlers should leave alone' },
  answers: { 200: { description: 'file', file: 'text/plain' } },
});

export const SITE_ROUTES = [
  homePage,
  openapiDocument,
  docsPage,
  docsErrorsPage,
  health,
  asset,
  favicon,
  robots,
] as const;
