import { Client } from 'pg';

/** Works on one connection of its own. */
export async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // the query that was running fails with it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
