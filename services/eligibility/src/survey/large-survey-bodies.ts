import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { MOST_SURVEY_BYTES } from './survey.requests.ts';

/** JSON writes a line's end and a quotation mark as two bytes. */
const IN_JSON = 2;

/** Lets the address of surveys, and no other, take a body of their size; made before the routes are. */
@Injectable()
export class LargeSurveyBodies {
  constructor(@Inject(HttpAdapterHost) host: HttpAdapterHost) {
    host.httpAdapter.getInstance<FastifyInstance>().addHook('onRoute', (route) => {
      if (route.method === 'POST' && route.url === '/api/eligibility/surveys') route.bodyLimit = IN_JSON * MOST_SURVEY_BYTES;
    });
  }
}
