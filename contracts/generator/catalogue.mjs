export const catalogue = () => '\n';
