import { isUuid, UUID_OF_DNS, uuidFor } from '../../src/toolkit/uuid';

test('a UUID for a name is that of the RFC', () => {
  // RFC 9562, appendix A.4
  expect(uuidFor(UUID_OF_DNS, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

test('names that differ have UUIDs that differ', () => {
  expect(uuidFor(UUID_OF_DNS, 'a')).not.toBe(uuidFor(UUID_OF_DNS, 'b'));
  expect(isUuid(uuidFor(UUID_OF_DNS, 'ä'))).toBe(true);
});

test.each(['', '6f9619ff', '6f9619ff-8b86-4d01-b42d-00cf4fc964f', '6f9619ff8b864d01b42d00cf4fc964ff', 'yes'])(
  '"%s" is not a UUID', (text) => expect(isUuid(text)).toBe(false),
);
