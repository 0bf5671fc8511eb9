import type { HearthTransport } from '@hearth/messaging';
import { RethrowFilter } from '@hearth/messaging';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { observeRequests } from './http/metrics.ts';
import { ProblemFilter, refusedByRouter } from './http/problem.filter.ts';
import { refuseUnstorable } from './http/storable.ts';
import { validation } from './http/validation.ts';
import { rootModule } from './root.module.ts';
import type { Runtime } from './runtime.ts';

const BODY_LIMIT = 1_000_000;
/** Bank status files and statements are larger than anything an officer types. */
const XML_LIMIT = 20_000_000;

/** The Nest application of a service: HTTP on Fastify, its consumers on the bus, its description at /api/<name>/openapi.json. */
export async function createApp(module: Type, runtime: Runtime, transport: HearthTransport): Promise<NestFastifyApplication> {
  const { name, title } = runtime.definition;
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT, forceCloseConnections: true, frameworkErrors: refusedByRouter });
  const app = await NestFactory.create<NestFastifyApplication>(rootModule(module, runtime), adapter, { logger: ['error'], abortOnError: false });
  app.setGlobalPrefix(`api/${name}`);
  app.useGlobalPipes(validation());
  app.useGlobalFilters(new ProblemFilter(name));
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addContentTypeParser(['application/xml', 'text/xml'], { parseAs: 'string', bodyLimit: XML_LIMIT }, (_request, body, done) => { done(null, body); });
  refuseUnstorable(fastify);
  observeRequests(fastify, runtime);
  const description = new DocumentBuilder().setTitle(`Hearth · ${title}`).setVersion('1').addBearerAuth().build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, description), { useGlobalPrefix: true, jsonDocumentUrl: 'openapi.json' });
  // Deferred: otherwise Nest binds the consumers here, before they have the filter, and every error would reach the inbox as one that is no error.
  const consumers = app.connectMicroservice({ strategy: transport }, { inheritAppConfig: false, deferInitialization: true });
  consumers.useGlobalFilters(new RethrowFilter());
  await app.init();
  await fastify.ready();
  await app.startAllMicroservices();
  return app;
}
