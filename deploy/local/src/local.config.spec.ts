import { describe, expect, it } from '@jest/globals';
import { readConfig } from './local.config.ts';

describe('the configuration', () => {
  it('is development on port 4000 without Kafka unless told otherwise', () => {
    expect(readConfig({}, [])).toMatchObject({ port: 4000, publicUrl: 'http://127.0.0.1:4000', mode: 'development', kafka: false });
    expect(readConfig({ HEARTH_PORT: '4100', HEARTH_DATA: '/data', HEARTH_KAFKA_PORT: '9092' }, ['--kafka'])).toMatchObject({ port: 4100, dataDir: '/data', kafka: true, kafkaPort: 9092 });
  });

  it('takes any other mode as production, so that nothing meant for development is open by mistake', () => {
    for (const mode of ['production', 'staging', 'Development']) expect(readConfig({ HEARTH_MODE: mode }, []).mode).toBe('production');
  });

  it('hands on what names a KMS, and nothing else', () => {
    expect(readConfig({ HEARTH_KMS_KEY: 'alias/hearth', HEARTH_LOG: 'warn' }, []).kmsVariables).toEqual({ HEARTH_KMS_KEY: 'alias/hearth' });
  });

  it('signs what is new every ten minutes unless told otherwise', () => {
    expect(readConfig({}, []).checkpointMinutes).toBe(10);
    expect(readConfig({ HEARTH_CHECKPOINT_MINUTES: '0', HEARTH_CHECKPOINT_KEY: '/key' }, [])).toMatchObject({ checkpointMinutes: 0, checkpointKey: '/key' });
    expect([readConfig({}, []).livenessSeconds, readConfig({ HEARTH_LIVENESS_SECONDS: '5' }, []).livenessSeconds]).toEqual([60, 5]);
    expect(() => readConfig({ HEARTH_LIVENESS_SECONDS: '0' }, [])).toThrow('HEARTH_LIVENESS_SECONDS is "0"');
    expect(() => readConfig({ HEARTH_CHECKPOINT_MINUTES: 'often' }, [])).toThrow('HEARTH_CHECKPOINT_MINUTES is "often"');
  });

  it('uses Kafka when brokers are named', () => {
    expect(readConfig({ KAFKA_BROKERS: 'one:9092' }, []).kafka).toBe(true);
  });

  it('refuses what it does not know, by name', () => {
    expect(() => readConfig({ HEARTH_PORT: '70000' }, [])).toThrow('HEARTH_PORT is "70000"');
    expect(() => readConfig({}, ['--kafak'])).toThrow('--kafak is not known');
  });
});
