import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { actOn, type ActionAnswer, type ApplicationFile } from '../../api/casework.ts';
import { newIdempotencyKey, type Answer } from '../../api/client.ts';
import { isProblem } from '../../api/problem.ts';

export interface Act {
  readonly run: (path: string, body: object) => Promise<Answer<ActionAnswer> | null>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly answer: Answer<ActionAnswer> | null;
  readonly reset: () => void;
}

/**
 * A command on the file at hand. Its key is made with the form and kept until it succeeds: a retry is the same command.
 * A body that was corrected after a refusal is another one.
 */
export function useAct(file: Pick<ApplicationFile, 'id' | 'version'>): Act {
  const queries = useQueryClient();
  const running = useRef(false); // a second press in the same breath is not a second wish
  const key = useRef<{ readonly key: string; readonly body: string } | null>(null);
  const mutation = useMutation({
    mutationFn: ({ path, body }: { readonly path: string; readonly body: object }) => {
      const text = `${path} ${JSON.stringify(body)}`;
      if (key.current?.body !== text) key.current = { key: newIdempotencyKey(), body: text };
      return actOn(file.id, path, body, key.current.key, file.version);
    },
    onSuccess: () => { key.current = null; },
    onSettled: (_answer, error) => {
      if (error === null || (isProblem(error) && (error.status === 412 || error.status === 409))) {
        void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'casework' && (queryKey.includes(file.id) || queryKey.includes('list') || queryKey.includes('counts')) });
      }
    },
  });
  return {
    run: async (path, body) => {
      if (running.current) return null;
      running.current = true;
      return mutation.mutateAsync({ path, body }).catch(() => null).finally(() => { running.current = false; });
    },
    busy: mutation.isPending, error: mutation.error, answer: mutation.data ?? null, reset: mutation.reset,
  };
}
