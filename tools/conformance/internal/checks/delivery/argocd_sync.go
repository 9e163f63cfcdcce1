package delivery

import (
	"context"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// publish commits, and tells Argo CD as a webhook would.
func (a *argoCD) publish(ctx context.Context, next commit) (revision string, err error) {
	if revision, err = a.repository.commit(ctx, next.folder); err != nil {
		return "", err
	}
	return revision, a.nudge(ctx)
}

// nudge has everything read and compared, as a webhook does.
func (a *argoCD) nudge(ctx context.Context) error {
	sets, err := a.client.List(ctx, argoVersion, "ApplicationSet", argoNamespace)
	if err != nil {
		return err
	}
	for i := range sets {
		refreshed := map[string]any{"metadata": map[string]any{"annotations": map[string]any{"argocd.argoproj.io/application-set-refresh": "true"}}}
		if err := a.client.Merge(ctx, &sets[i], refreshed); err != nil {
			return err
		}
	}
	applications, err := a.client.List(ctx, argoVersion, "Application", argoNamespace)
	if err != nil {
		return err
	}
	for i := range applications {
		// an ApplicationSet that was told before may have removed it by now
		if err := a.refresh(ctx, &applications[i], "normal"); err != nil && !apierrors.IsNotFound(err) {
			return err
		}
	}
	return nil
}

const refresh = "argocd.argoproj.io/refresh"

func (a *argoCD) refresh(ctx context.Context, application *kube.Object, how string) error {
	return a.client.Merge(ctx, application, map[string]any{"metadata": map[string]any{"annotations": map[string]any{refresh: how}}})
}

// compared compares everything without what Argo CD remembers.
func (a *argoCD) compared(ctx context.Context, units ...string) (differs bool, err error) {
	for _, unit := range units {
		application := suite.Named(argoVersion, "Application", argoNamespace, unit)
		if err := a.refresh(ctx, application, "hard"); err != nil {
			return false, err
		}
	}
	err = a.awaitAll(ctx, units, func(application *kube.Object) bool { return application.GetAnnotations()[refresh] == "" })
	if err != nil {
		return false, err
	}
	for _, unit := range units {
		application, err := a.client.Get(ctx, argoVersion, "Application", argoNamespace, unit)
		if err != nil {
			return false, err
		}
		differs = differs || kube.Text(application, "status", "sync", "status") != "Synced"
	}
	return differs, nil
}

// again syncs everything.
func (a *argoCD) again(ctx context.Context, units []string) error {
	before := time.Now().UTC().Truncate(time.Second)
	time.Sleep(time.Second) // Argo CD knows whole seconds
	for _, unit := range units {
		application, err := a.client.Get(ctx, argoVersion, "Application", argoNamespace, unit)
		if err != nil {
			return err
		}
		err = a.client.Merge(ctx, application, map[string]any{"operation": map[string]any{
			"initiatedBy": map[string]any{"username": "conformance"},
			"sync":        map[string]any{"syncOptions": kube.Field(application, "spec", "syncPolicy", "syncOptions")},
		}})
		if err != nil {
			return err
		}
	}
	return a.awaitAll(ctx, units, func(application *kube.Object) bool {
		started, _ := time.Parse(time.RFC3339, kube.Text(application, "status", "operationState", "startedAt"))
		return started.After(before) && kube.Text(application, "status", "operationState", "phase") == "Succeeded"
	})
}

func (a *argoCD) awaitAll(ctx context.Context, units []string, holds func(application *kube.Object) bool) error {
	return kube.Await(ctx, "Applications to be compared or synced again", cluster.Patience, func(ctx context.Context) (bool, error) {
		for _, unit := range units {
			found, err := a.client.Current(ctx, suite.Named(argoVersion, "Application", argoNamespace, unit))
			if err != nil || !holds(found) {
				return false, err
			}
		}
		return true, nil
	})
}
