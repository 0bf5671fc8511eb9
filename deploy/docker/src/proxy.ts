import { Agent, type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import { problem, problemType } from '@hearth/local';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** What speaks of one connection only and must not be passed on. */
const ownOfConnection = new Set(['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding', 'upgrade']);

const passedOn = (headers: IncomingMessage['headers']): IncomingMessage['headers'] => Object.fromEntries(Object.entries(headers).filter(([name]) => !ownOfConnection.has(name)));

/** Passes calls on to a container as they are, the name they were asked under included; streams both ways. */
export function proxyTo(target: string): Handler {
  const { hostname, port } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  return (incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const onward = ask({ hostname, port, method, path, headers: passedOn(headers), agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
    });
    onward.on('error', () => {
      if (outgoing.headersSent) return outgoing.destroy();
      return outgoing.writeHead(503, { 'content-type': problemType, 'retry-after': '1' }).end(JSON.stringify(problem(503, 'service-away', 'This service is not reachable at the moment')));
    });
    outgoing.on('close', () => { onward.destroy(); });
    incoming.pipe(onward);
  };
}
