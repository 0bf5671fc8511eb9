import { describe, expect, it } from '@jest/globals';
import { readAloneConfig } from './alone.config.ts';

const least = { DATABASE_URL: 'postgres://hearth@postgres/hearth', ISSUER: 'https://sign-in.example/hearth', JWKS_URL: 'https://sign-in.example/jwks', HEARTH_KEYS: '/keys' };

describe('what a service that runs alone reads from its environment', () => {
  it('needs little, and is closed and in production unless said otherwise', () => {
    expect(readAloneConfig(least)).toEqual({
      databaseUrl: least.DATABASE_URL, kafkaBrokers: null, kafkaReplication: 1, issuer: least.ISSUER, jwksUrl: least.JWKS_URL, publicUrl: 'https://sign-in.example',
      host: '127.0.0.1', port: 3000, keysDir: '/keys', checkpointsDir: null, checkpointKey: undefined, checkpointMinutes: 10, kms: null, mode: 'production', deployment: 'local', livenessSeconds: 60, simulatorUrl: '', clockUrl: null,
    });
  });

  it('takes brokers apart', () => {
    expect(readAloneConfig({ ...least, KAFKA_BROKERS: 'one:9092,two:9092', KAFKA_REPLICATION: '3' })).toMatchObject({ kafkaBrokers: ['one:9092', 'two:9092'], kafkaReplication: 3 });
  });

  it('has its keys wrapped by a KMS when one is named', () => {
    expect(readAloneConfig({ ...least, HEARTH_KMS_KEY: 'alias/hearth', HEARTH_KMS_ENDPOINT: 'http://kms:5000', HEARTH_KMS_REGION: 'eu-central-1' }).kms).toEqual({ keyId: 'alias/hearth', endpoint: 'http://kms:5000', region: 'eu-central-1' });
    expect(readAloneConfig({ ...least, HEARTH_KMS_KEY: 'alias/hearth' }).kms).toEqual({ keyId: 'alias/hearth' });
    expect(() => readAloneConfig({ ...least, HEARTH_KMS_KEY: 'alias/hearth', HEARTH_KMS_ENDPOINT: 'kms' })).toThrow('HEARTH_KMS_ENDPOINT must be an address');
  });

  it('follows a test clock in development only', () => {
    const clock = { CLOCK_URL: 'http://front:4000/api/dev/clock' };
    expect(readAloneConfig({ ...least, ...clock }).clockUrl).toBeNull();
    expect(readAloneConfig({ ...least, ...clock, HEARTH_MODE: 'development' }).clockUrl).toBe(clock.CLOCK_URL);
  });

  it.each([
    [{ DATABASE_URL: '' }, 'DATABASE_URL is missing'], [{ ISSUER: 'sign-in' }, 'ISSUER must be an address'], [{ JWKS_URL: undefined }, 'JWKS_URL is missing'],
    [{ HEARTH_KEYS: undefined }, 'HEARTH_KEYS is missing'], [{ PORT: 'eighty' }, 'PORT must be a whole number'], [{ SIMULATOR_URL: 'departments' }, 'SIMULATOR_URL must be an address'],
  ])('names what it cannot use: %j', (change, problem) => {
    expect(() => readAloneConfig({ ...least, ...change })).toThrow(problem);
  });
});
