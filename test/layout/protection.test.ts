import { KEPT_WHEN_PRUNED, RECREATED_WHEN_CHANGED, withFurther } from '../../src/layout/protection';

const COMPARE = 'argocd.argoproj.io/compare-options';
const SYNC = 'argocd.argoproj.io/sync-options';

test.each([
  ['Validate=false', 'Prune=false,Delete=false,Validate=false'],
  ['Prune=confirm', 'Delete=false,Prune=confirm'],
  ['Delete=true, ServerSideApply=true,', 'Prune=false,Delete=true,ServerSideApply=true'],
  ['', 'Prune=false,Delete=false'],
])('options "%s" of a user are added to those that keep an object', (given, expected) => {
  expect(withFurther(KEPT_WHEN_PRUNED, { [SYNC]: given })[SYNC]).toBe(expected);
});

test('all other annotations are taken as they are', () => {
  const further = { [COMPARE]: 'ServerSideDiff=true', 'kustomize.toolkit.fluxcd.io/prune': 'enabled', 'note': 'a,b' };
  expect(withFurther(KEPT_WHEN_PRUNED, further)).toEqual({
    [COMPARE]: 'IgnoreExtraneous,ServerSideDiff=true',
    [SYNC]: 'Prune=false,Delete=false',
    'kustomize.toolkit.fluxcd.io/prune': 'enabled',
    'note': 'a,b',
  });
  expect(withFurther(RECREATED_WHEN_CHANGED)).toEqual(RECREATED_WHEN_CHANGED);
});
