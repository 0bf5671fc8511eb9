import { describe, expect, it } from '@jest/globals';
import { changeOf, FrameReader } from './events.ts';

const data = '{"stream":"application-1","version":3,"kind":"ApplicationAccepted","household":"h-1","service":"casework"}';

describe('the live stream', () => {
  it('is read whole however the bytes are cut', () => {
    const text = `: hello\n\nid: casework:41\ndata: ${data}\n\nid: casework:42\r\ndata: ${data}\r\n\r\n`;
    for (const cut of [1, 7, text.length]) {
      const reader = new FrameReader();
      const frames = Array.from({ length: Math.ceil(text.length / cut) }, (_, n) => text.slice(n * cut, (n + 1) * cut)).flatMap((part) => reader.read(part));
      expect(frames.map((frame) => frame.id)).toEqual(['casework:41', 'casework:42']);
    }
  });

  it('carries what changed, and drops what it cannot read', () => {
    expect(changeOf({ id: '7', event: 'message', data })).toEqual({
      id: '7', stream: 'application-1', version: 3, kind: 'ApplicationAccepted', household: 'h-1', service: 'casework',
    });
    expect(changeOf({ id: '8', event: 'message', data: 'not json' })).toBeNull();
    expect(changeOf({ id: '9', event: 'message', data: '{}' })).toBeNull();
  });
});
