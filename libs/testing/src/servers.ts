export { kafkaAvailable, startKafka, startPostgres } from '@hearth/launch';
