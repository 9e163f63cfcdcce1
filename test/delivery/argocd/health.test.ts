import { HEALTH_SCRIPTS, keyOf } from '../../../src/delivery/argocd/health/scripts';

// What the scripts say is tested by tools/delivery/health, which runs them as Argo CD does.

test('each kind has one script, in the form of a key that Argo CD reads', () => {
  const keys = HEALTH_SCRIPTS.map(keyOf);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toContain('resource.customizations.health.PersistentVolumeClaim');
  for (const key of keys) expect(key).toMatch(/^resource\.customizations\.health\.([a-z0-9.-]+_)?[A-Z][A-Za-z]+$/);
});

test('no script uses a library that Argo CD does not open', () => {
  for (const { lua } of HEALTH_SCRIPTS) {
    expect(lua).not.toMatch(/\b(string|math|io|debug)\.|:(sub|find|match|format)\(/);
  }
});
