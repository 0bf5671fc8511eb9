export interface FrontConfig {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly consoleFolder: string;
  readonly services: readonly { readonly name: string; readonly url: string }[];
  /** Only where the development sign-in runs. */
  readonly development: { readonly identityUrl: string; readonly clockFile: string } | null;
}

/** The only reader of the environment here. @throws Error naming the variable that is missing or cannot be used */
export function readFrontConfig(env: NodeJS.ProcessEnv): FrontConfig {
  const development = env['HEARTH_MODE'] === 'development';
  return {
    ...placeOf(env), consoleFolder: needed(env, 'CONSOLE_FOLDER'), services: needed(env, 'SERVICES').split(/\s+/).filter(Boolean).map(serviceAt),
    development: development ? { identityUrl: needed(env, 'IDENTITY_URL'), clockFile: needed(env, 'CLOCK_FILE') } : null,
  };
}

export interface IdentityConfig {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly dataDir: string;
}

export const readIdentityConfig = (env: NodeJS.ProcessEnv): IdentityConfig => ({ ...placeOf(env), dataDir: needed(env, 'HEARTH_DATA') });

function placeOf(env: NodeJS.ProcessEnv): { host: string; port: number; publicUrl: string } {
  const port = Number(env['PORT'] || '3000');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error('PORT must be a port');
  return { host: env['HOST'] || '127.0.0.1', port, publicUrl: needed(env, 'PUBLIC_URL') };
}

function needed(env: NodeJS.ProcessEnv, name: string): string {
  const text = env[name];
  if (!text) throw new Error(`${name} is missing`);
  return text;
}

/** `registry=http://registry:3000` */
function serviceAt(text: string): { name: string; url: string } {
  const [, name = '', url = ''] = /^([a-z-]+)=(.+)$/.exec(text) ?? [];
  if (!URL.canParse(url)) throw new Error('SERVICES must be a list of name=address');
  return { name, url };
}
