import { upcastersOf } from '@hearth/event-sourcing';
import { ENVIRONMENT, type Environment, HearthModule, IndexRotationProcess, TOKEN_HOLDER } from '@hearth/service-host';
import { Module } from '@nestjs/common';
import { ChangeNoticeController } from './change-notice/change-notice.controller.ts';
import { changeNoticeDecider } from './change-notice/change-notice.decider.ts';
import { changeNoticeRows } from './change-notice/change-notice.projection.ts';
import { AuthorisationConsumer } from './consumers/authorisation.consumer.ts';
import { DeclarationConsumer } from './consumers/declaration.consumer.ts';
import { HouseholdConsumer } from './consumers/household.consumer.ts';
import { PersonConsumer } from './consumers/person.consumer.ts';
import { VerificationRequestedConsumer } from './consumers/verification-requested.consumer.ts';
import { CONNECTOR, type DepartmentConnector } from './departments/connector.ts';
import { DepartmentController } from './departments/department.controller.ts';
import { DepartmentLines } from './departments/department-lines.ts';
import { HttpConnector } from './departments/http.connector.ts';
import { HIAVS_CONFIG, type HiavsConfig, readConfig } from './hiavs.config.ts';
import { OpenInquiries } from './inquiries/open-inquiries.ts';
import { ResultDesk } from './inquiries/result-desk.ts';
import { forgetIdTokens, IdTokenHolder } from './known/id-tokens.ts';
import { Hiavs1700000002000 } from './migrations/1700000002000-hiavs.ts';
import { IdTokens1764100000000 } from './migrations/1764100000000-id-tokens.ts';
import { openings } from './openings.ts';
import { AskDepartmentsProcess } from './processes/ask-departments.process.ts';
import { verificationRows } from './projections/verification.projection.ts';
import { publications } from './publications/verification.publication.ts';
import { VerificationController } from './verification/verification.controller.ts';
import { verificationDecider } from './verification/verification.decider.ts';

/** Verifications: who is asked about whom, what the departments answered, what an officer made of the differences. */
@Module({
  imports: [HearthModule.of({
    name: 'hiavs', title: 'Income and asset verification', migrations: [Hiavs1700000002000, IdTokens1764100000000],
    projections: [verificationRows, changeNoticeRows], publications, upcasters: upcastersOf(changeNoticeDecider, verificationDecider), consumes: ['registry', 'casework'], processes: [AskDepartmentsProcess, IndexRotationProcess],
    openings, whenErased: (person, { tx }) => forgetIdTokens(tx, person),
  })],
  controllers: [
    VerificationController, ChangeNoticeController, DepartmentController,
    PersonConsumer, HouseholdConsumer, DeclarationConsumer, AuthorisationConsumer, VerificationRequestedConsumer,
  ],
  providers: [
    { provide: HIAVS_CONFIG, inject: [ENVIRONMENT], useFactory: (environment: Environment): HiavsConfig => readConfig(environment) },
    { provide: CONNECTOR, inject: [HIAVS_CONFIG], useFactory: ({ departmentsUrl }: HiavsConfig): DepartmentConnector | null => (departmentsUrl === null ? null : new HttpConnector(departmentsUrl)) },
    DepartmentLines, OpenInquiries, ResultDesk, AskDepartmentsProcess, IndexRotationProcess, { provide: TOKEN_HOLDER, useClass: IdTokenHolder },
  ],
})
export class HiavsModule {}
