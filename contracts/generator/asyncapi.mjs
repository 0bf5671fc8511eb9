export const asyncapi = () => '{}\n';
