package sizes_test

import (
	"testing"

	"cdk8s-kubevirt/tools/upstream/internal/plain"
	"cdk8s-kubevirt/tools/upstream/internal/sizes"
)

func spec(guest string) plain.Object { return plain.Object{"memory": plain.Object{"guest": guest}} }

func TestFactsHoldWhatReleasesEmbedAlikeOnce(t *testing.T) {
	facts := sizes.Facts([]sizes.Release{
		{Version: "v1.8.4", Source: "module a", Instancetypes: plain.Object{"u1.nano": spec("512Mi"), "u1.small": spec("2Gi")}},
		{Version: "v1.9.0", Source: "module b", Instancetypes: plain.Object{"u1.nano": spec("512Mi"), "u1.small": spec("3Gi")}},
	})
	wanted := `[{"name":"u1.nano","releases":["v1.8.4","v1.9.0"],"spec":{"memory":{"guest":"512Mi"}}},` +
		`{"name":"u1.small","releases":["v1.8.4"],"spec":{"memory":{"guest":"2Gi"}}},` +
		`{"name":"u1.small","releases":["v1.9.0"],"spec":{"memory":{"guest":"3Gi"}}}]`
	if got := plain.Compact(facts["instancetypes"]); got != wanted {
		t.Errorf("got %s, want %s", got, wanted)
	}
	if got := plain.Compact(facts["sources"]); got != `{"v1.8.4":"module a","v1.9.0":"module b"}` {
		t.Errorf("sources are %s", got)
	}
}

func TestPreferencesKeepWhatDecides(t *testing.T) {
	clock := plain.Object{"preferredHyperv": plain.Object{"reenlightenment": plain.Object{}}}
	given := plain.Object{
		"annotations": plain.Object{"a": "b"},
		"devices":     plain.Object{"preferredDiskBus": "virtio", "preferredAutoattachPodInterface": false, "preferredInterfaceMasquerade": plain.Object{}},
		"features":    plain.Object{"preferredHyperv": plain.Object{"reenlightenment": plain.Object{}, "vapic": plain.Object{}}, "preferredAcpi": plain.Object{}},

		"preferredLaunchSecurity": plain.Object{"sev": plain.Object{}},
	}
	wanted := plain.Compact(plain.Object{
		"annotations":             plain.Object{"a": "b"},
		"devices":                 plain.Object{"preferredAutoattachPodInterface": false, "preferredInterfaceMasquerade": plain.Object{}},
		"features":                clock,
		"preferredLaunchSecurity": plain.Object{"sev": plain.Object{}},
	})
	if got := plain.Compact(sizes.Deciding(given)); got != wanted {
		t.Errorf("got %s, want %s", got, wanted)
	}
}
