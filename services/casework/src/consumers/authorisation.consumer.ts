import type { AuthorisationEnded, AuthorisationSigned } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';

/** Whether departments may be asked about whom. */
@Controller()
export class AuthorisationConsumer {
  @Consumes('hearth.registry.AuthorisationSigned', [1])
  signed(@Payload() { data: { household, authorisation, programme, signers, on } }: Fact<AuthorisationSigned>, @Ctx() { known }: FactContext): Promise<void> {
    return known.merge('authorisation', authorisation, { authorisation, programme, signers, on }, household);
  }

  @Consumes('hearth.registry.AuthorisationEnded', [1])
  ended(@Payload() { data: { household, authorisation, on } }: Fact<AuthorisationEnded>, @Ctx() { known }: FactContext): Promise<void> {
    return known.merge('authorisation', authorisation, { ended: on }, household);
  }
}
